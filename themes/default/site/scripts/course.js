/**
 * A course's page: which lessons are done, and for somebody who comes back what comes next (`today.js`).
 *
 * A first visit sees the page as it was built, and loads nothing for what is not there.
 */
import { begun, noteExam } from "./begun.js";
import { doneLessons, showDone } from "./done.js";
import { drawn } from "./drawn.js";
import { course } from "./page-data.js";
import { openProgress } from "./progress.js";

const about = course();
const comingBack = () => import("./today.js");
// While the database opens it is on its way.
if (begun().includes(about.code)) comingBack().catch(() => undefined);
const progress = await openProgress(about.uid);
const [marks, exams, records] = await Promise.all([
  progress.marks.all(),
  progress.exams.all(),
  progress.all().then((all) => new Map(all.map((record) => [record.key, record]))),
]);
showDone(doneLessons(marks));
noteExam(about.code, exams);
const running = exams.find(({ handedIn }) => handedIn === undefined);
if (marks.length > 0 || records.size > 0 || running) {
  const { welcome } = await comingBack();
  await welcome({ about, progress, marks, records, exams, running });
} else {
  // What was begun in this browser may have been deleted since.
  delete document.documentElement.dataset.begun;
}
drawn();
