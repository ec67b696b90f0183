/**
 * A module's page: which of its lessons are done.
 */
import { doneLessons, showDone } from "./done.js";
import { courseUid } from "./page-data.js";
import { openProgress } from "./progress.js";

const progress = await openProgress(courseUid());
showDone(doneLessons(await progress.marks.all()));
