//! Goldens: a text, the tree it becomes, and what is said about it.
//!
//! Nodes are written with the source text under their span, so that a wrong place shows as a wrong text.

use gradus_content::markdown::Options;

use crate::support::check;

const PROSE: Options = Options { clozes: false, blanks: false, attributes: false, index: false };
const BOOK: Options = Options { clozes: false, blanks: false, attributes: false, index: true };
const BANK: Options = Options { clozes: false, blanks: false, attributes: true, index: false };
const CARD: Options = Options { clozes: true, blanks: false, attributes: true, index: false };
const STEM: Options = Options { clozes: false, blanks: true, attributes: true, index: false };

#[test]
fn inlines_and_their_places() {
    check(
        r#"Read *this* **now** or ~~never~~, `kubectl  get`, &amp; a \* b\
next
line — né"#,
        PROSE,
        r#"
p «Read *this* **now** or ~~never~~, `kubectl  get`, &amp; a \* b\⏎next⏎line — né» «Read » em[«this»] « » strong[«now»] « or » del[«never»] «, » `kubectl  get`«`kubectl  get`» ", & a * b"«, &amp; a \* b» hard «next» soft «line — né»
"#,
    );
}

#[test]
fn links_by_scheme() {
    check(
        r#"[a](lesson:x#y) [`b`](<term:pod> "t") [c][ref] [Ref] <https://e.org/a?b&c> <me@e.org> [d](#here) [*m*](
  assets/f.txt)

[ref]: https://e.org/\_x 'T'"#,
        PROSE,
        r#"
p «[a](lesson:x#y) [`b`](<term:pod> "t") [c][ref] [Ref] <https://e.org/a?b&c> <me@e.org> [d](#here) [*m*](⏎  assets/f.txt)» link(Part(PartRef { kind: Lesson, id: "x", anchor: Some("y") }) lesson:x#y«lesson:x#y»)[«a»] « » link(Part(PartRef { kind: Term, id: "pod", anchor: None }) term:pod«term:pod»)[`b`«`b`»] « » link(External("https://e.org/_x") https://e.org/_x«https://e.org/\_x»)[«c»] « » link(External("https://e.org/_x") https://e.org/_x«https://e.org/\_x»)[«Ref»] « » link(External("https://e.org/a?b&c") https://e.org/a?b&c«https://e.org/a?b&c»)[«https://e.org/a?b&c»] « » link(External("mailto:me@e.org") mailto:me@e.org«me@e.org»)[«me@e.org»] « » link(Anchor("here") #here«#here»)[«d»] « » link(Asset("assets/f.txt") assets/f.txt«assets/f.txt»)[em[«m»]]
"#,
    );
}

#[test]
fn words_for_the_index() {
    check(
        r#"A [*mesh*](index:) and [a
b](index: "c  d")."#,
        BOOK,
        r#"
p «A [*mesh*](index:) and [a⏎b](index: "c  d").» «A » index("mesh")«[*mesh*](index:)»[em[«mesh»]] « and » index("c d")«[a⏎b](index: "c  d")»[«a» soft «b»] «.»
"#,
    );
}

#[test]
fn a_refused_link_leaves_its_text() {
    check(
        r#"See [*the* page](page.html)."#,
        PROSE,
        r#"
p «See [*the* page](page.html).» «See » em[«the»] " page."« page](page.html).»
error link-target «page.html»: `page.html` is no target that can be checked
"#,
    );
}

#[test]
fn images_and_figures() {
    check(
        r#"![Alt *x*](assets/a.svg "Caption")

Text ![b](assets/b.svg)

- ![c](assets/c.svg)"#,
        PROSE,
        r#"
figure assets/a.svg«assets/a.svg» (Alt x) Some("Caption")
p «Text ![b](assets/b.svg)» «Text » image(assets/b.svg«assets/b.svg» b)
list None
  item «- ![c](assets/c.svg)»
    figure assets/c.svg«assets/c.svg» (c) None
"#,
    );
}

#[test]
fn headings_and_anchors() {
    check(
        r#"## A *b* `{x}` ##

### A b {x}

## Same {#same}

## Same

## Ends with `{app}`

## Ends with \{app}

## ${app} {{ helm }}"#,
        PROSE,
        r#"
h2 a-b-x «A » em[«b»] « » `{x}`«`{x}`»
h3 a-b «A b» «{x}»
h2 same «Same» «{#same}» #same«same»
h2 same-2 «Same»
h2 ends-with-app «Ends with » `{app}`«`{app}`»
h2 ends-with-app-2 "Ends with {app}"«Ends with \{app}»
h2 app-helm «${app} {{ helm }}»
error malformed-attributes «x»: `x` is neither an id nor `key=value`
"#,
    );
}

#[test]
fn attributes_of_headings_and_options() {
    check(
        r#"## Title {#id k=v list=a,b} ##

### Wrong: DNS {fails=a_b,c_d}

- [x] *Option* `a` {pin=last}

  Rationale {no}.
- [ ] b

  - nested {a=b}
- {c=d}"#,
        BANK,
        r#"
h2 id «Title» «{#id k=v list=a,b}» #id«id» «k»=«v» «list»=«a,b»
h3 wrong-dns «Wrong: DNS» «{fails=a_b,c_d}» «fails»=«a_b,c_d»
list None loose
  item [x] «- [x] *Option* `a` {pin=last}⏎⏎  Rationale {no}.» «{pin=last}» «pin»=«last»
    p «*Option* `a` {pin=last}» em[«Option»] « » `a`«`a`»
    p «Rationale {no}.» «Rationale {no}.»
  item [ ] «- [ ] b⏎⏎  - nested {a=b}»
    p «b» «b»
    list None
      item «- nested {a=b}» «{a=b}» «a»=«b»
        p «nested {a=b}» «nested»
  item «- {c=d}» «{c=d}» «c»=«d»
"#,
    );
}

#[test]
fn lists() {
    check(
        r#"1. a
2. b
   - c
     d
   - [ ] e

     f
7. g

* h"#,
        PROSE,
        r#"
list Some(1)
  item «1. a»
    p «a» «a»
  item «2. b⏎   - c⏎     d⏎   - [ ] e⏎⏎     f»
    p «b» «b»
    list None loose
      item «- c⏎     d»
        p «c⏎     d» «c» soft «d»
      item [ ] «- [ ] e⏎⏎     f»
        p «e» «e»
        p «f» «f»
  item «7. g»
    p «g» «g»
list None
  item «* h»
    p «h» «h»
"#,
    );
}

#[test]
fn callouts() {
    check(
        r#"> [!TIP]
> **Title**
>
> Body

> [!warning]
> **Title**
> Body

> [!NOTE]
> **Bold** and more

> [!IMPORTANT]
> **A** **B**

> quote"#,
        PROSE,
        r#"
callout Tip «Title»
  p «Body» «Body»
callout Pitfall «Title»
  p «Body» «Body»
callout Note 
  p «**Bold** and more» strong[«Bold»] « and more»
callout Concept 
  p «**A** **B**» strong[«A»] « » strong[«B»]
quote «> quote»
  p «quote» «quote»
"#,
    );
}

#[test]
fn tables() {
    check(
        r#"| a | b |
|:--|--:|
| `x\|y` | **z** |
| 1 | |"#,
        PROSE,
        r#"
table [Left, Right]
  «a» | «b»
  `x|y`«`x\|y`» | strong[«z»]
  «1» | 
"#,
    );
}

#[test]
fn fences() {
    check(
        r#"```yaml file=p.yaml fragment
a:
  b
```

~~~Console output invalid
$ x
~~~

---

    indented"#,
        PROSE,
        r#"
code «```yaml file=p.yaml fragment⏎a:⏎  b⏎```» language=yaml«yaml» file=p.yaml«p.yaml» fragment
  "a:" «a:»
  "  b" «  b»
code «~~~Console output invalid⏎$ x⏎~~~» language=console«Console» invalid output
  "$ x" «$ x»
rule
code «indented»
  "indented" «indented»
warning indented-code «indented»: indentation makes this code
"#,
    );
}

#[test]
fn fences_in_lists_and_quotes_keep_their_places() {
    check(
        r#"- a

  ```yaml
  a:

    é: 1
  ```

> - ```text
>   x
>   y
>   ```"#,
        PROSE,
        r#"
list None loose
  item «- a⏎⏎  ```yaml⏎  a:⏎⏎    é: 1⏎  ```»
    p «a» «a»
    code «```yaml⏎  a:⏎⏎    é: 1⏎  ```» language=yaml«yaml»
      "a:" «a:»
      "" «»
      "  é: 1" «  é: 1»
quote «> - ```text⏎>   x⏎>   y⏎>   ```»
  list None
    item «- ```text⏎>   x⏎>   y⏎>   ```»
      code «```text⏎>   x⏎>   y⏎>   ```» language=text«text»
        "x" «x»
        "y" «y»
"#,
    );
}

#[test]
fn fences_with_carriage_returns() {
    check(
        "```text\r\nx\r\ny\r\n```\r\n",
        PROSE,
        r#"
code «```text␍⏎x␍⏎y␍⏎```» language=text«text»
  "x" «x»
  "y" «y»
"#,
    );
}

#[test]
fn clozes() {
    check(
        r#"Text {{c1::**bold** and `code`::a  hint}}, `kubectl {{c2::get}} pods`.

> quoted {{c3::over
> two *lines*}} end

**a {{c4::x}} b** {{c5::*.example.com}} and {{c6::*.foo}} {{c7::# x}}

| {{c1::a}} | b |
|--|--|
| [{{c2::q}}](lesson:a) | {{c3::[r](term:s)}} |"#,
        CARD,
        r#"
p «Text {{c1::**bold** and `code`::a  hint}}, `kubectl {{c2::get}} pods`.» «Text » c1«{{c1::**bold** and `code`::a  hint}}»[strong[«bold»] « and » `code`«`code`»](a hint) «, » `kubectl `«`kubectl » c2«{{c2::get}}»[`get`«get»] ` pods`« pods`» «.»
quote «> quoted {{c3::over⏎> two *lines*}} end»
  p «quoted {{c3::over⏎> two *lines*}} end» «quoted » c3«{{c3::over⏎> two *lines*}}»[«over» soft «two » em[«lines»]] « end»
p «**a {{c4::x}} b** {{c5::*.example.com}} and {{c6::*.foo}} {{c7::# x}}» strong[«a » c4«{{c4::x}}»[«x»] « b»] « » c5«{{c5::*.example.com}}»[«*.example.com»] « and » c6«{{c6::*.foo}}»[«*.foo»] « » c7«{{c7::# x}}»[«# x»]
table [None, None]
  c1«{{c1::a}}»[«a»] | «b»
  link(Part(PartRef { kind: Lesson, id: "a", anchor: None }) lesson:a«lesson:a»)[c2«{{c2::q}}»[«q»]] | c3«{{c3::[r](term:s)}}»[link(Part(PartRef { kind: Term, id: "s", anchor: None }) term:s«term:s»)[«r»]]
"#,
    );
}

#[test]
fn clozes_in_fences() {
    check(
        r#"- x

  ```yaml
  a: {{c1::b::h}} # é
    c: {{c2::|
      d}} e
  ```"#,
        CARD,
        r#"
list None loose
  item «- x⏎⏎  ```yaml⏎  a: {{c1::b::h}} # é⏎    c: {{c2::|⏎      d}} e⏎  ```»
    p «x» «x»
    code «```yaml⏎  a: {{c1::b::h}} # é⏎    c: {{c2::|⏎      d}} e⏎  ```» language=yaml«yaml»
      "a: b # é" «a: {{c1::b::h}} # é»
      "  c: |" «  c: {{c2::|»
      "    d e" «    d}} e»
      c1 "b" «b» Some("h")
      c2 "|\n    d" «|⏎      d» None
"#,
    );
}

#[test]
fn blanks() {
    check(
        r#"Run `kubectl ___[verb] pods` or ___[noun].

```console
$ kubectl ___[verb] ___[noun]
```"#,
        STEM,
        r#"
p «Run `kubectl ___[verb] pods` or ___[noun].» «Run » `kubectl `«`kubectl » blank code:verb«___[verb]» ` pods`« pods`» « or » blank:noun«___[noun]» «.»
code «```console⏎$ kubectl ___[verb] ___[noun]⏎```» language=console«console»
  "$ kubectl  " «$ kubectl»
  blank verb after "$ kubectl "
  blank noun after "$ kubectl  "
"#,
    );
}

#[test]
fn comments() {
    check(
        r#"<!-- dropped -->
a <!-- dropped --> b

<!-- allow indented-code: shows
     the file -->

    x

- a
  <!-- allow raw-html: why -->
- b

<!-- allow x-y: z --><!-- more -->
<div>"#,
        PROSE,
        r#"
p «a <!-- dropped --> b» "a  b"«a <!-- dropped --> b»
code «x»
  "x" «x»
list None
  item «- a⏎  <!-- allow raw-html: why -->»
    p «a» «a»
  item «- b»
    p «b» «b»
silence «indented-code» (shows the file) «<!-- allow indented-code: shows⏎     the file -->» -> Some("«x»")
silence «raw-html» (why) «<!-- allow raw-html: why -->» -> Some("«- b»")
silence «x-y» (z) «<!-- allow x-y: z -->» -> Some("«<div>»")
warning indented-code «x»: indentation makes this code
error raw-html «<div>»: HTML in prose
"#,
    );
}

#[test]
fn html_is_refused_and_left_out() {
    check(
        r#"<div>
a
</div>

b <b>c</b> </i> <br> `<d>`"#,
        PROSE,
        r#"
p «b <b>c</b> </i> <br> `<d>`» "b c   "«b <b>c</b> </i> <br> » `<d>`«`<d>`»
error raw-html «<div>»: HTML in prose
error raw-html «<b>»: HTML in prose
error raw-html «</i>»: HTML in prose
error raw-html «<br>»: HTML in prose
"#,
    );
}
