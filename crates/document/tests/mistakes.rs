//! Each mistake an author can make: where it is shown, and the mend.
//!
//! A line of a table reads: the Markdown (`⏎` is a line break) ¦ the place ¦ part of the sentence ¦ part of the mend.
#![cfg(feature = "parse")]

use document::{Library, ParseError, Slug, parse_file};

const FRONT_MATTER: &str = "---\ntitle: T\ndescription: D\nauthor: A\npublished: 2024-02-13\n---\n";
/// The Markdown below [`FRONT_MATTER`] begins on this line, which the tables call 1.
const FIRST_LINE: usize = 7;

/// The front matter's last key, whose value the tables of plans give.
const PLANS: &str = "---\ntitle: T\ndescription: D\nauthor: A\npublished: 2024-02-13\nplans:\n";
const TIPS: &str = "---\n## Do {.tips}\n\n- Sleep: a\n- Get  up: b\n";

const IN_THE_FRONT_MATTER: &str = r#"
# Title ¦ 1:1 ¦ does not begin with front matter ¦ begin with a line `---`
⏎---⏎title: T⏎---⏎ ¦ 1:1 ¦ does not begin ¦ begin with
----⏎ ¦ 1:1 ¦ does not begin ¦ begin with
---⏎title: T⏎ ¦ 1:1 ¦ has no end ¦ add a line `---`
---⏎---⏎ ¦ 1:4 ¦ cannot be read ¦ `key: value`
---⏎title: a: b⏎---⏎ ¦ 2:9 ¦ cannot be read: mapping values ¦ double quotes
---⏎title: "a⏎---⏎ ¦ 2:8 ¦ unclosed quote ¦ double quotes
---⏎title: [a]⏎---⏎ ¦ 2:8 ¦ expected string ¦ `key: value`
---⏎title: T⏎autor: A⏎---⏎ ¦ 3:1 ¦ no `autor` ¦ `author`
---⏎title: T⏎title: U⏎---⏎ ¦ 3:1 ¦ `title` is given twice ¦ remove one
---⏎title: T⏎description: D⏎author: A⏎---⏎ ¦ 5:1 ¦ gives no `published` ¦ `published: …`
---⏎title: ''⏎author: A⏎---⏎ ¦ 2:8 ¦ gives no `title` ¦ `title: …`
---⏎title: T⏎author:⏎place: x⏎---⏎ ¦ 5:1 ¦ gives no `description` ¦ `description: …`
---⏎title: T⏎place: ' '⏎---⏎ ¦ 3:8 ¦ gives no `place` ¦ `place: …`
---⏎title: "a\0"⏎---⏎ ¦ 2:8 ¦ U+0000 ¦ remove it
---⏎published: 2024-02-30⏎---⏎ ¦ 2:12 ¦ `2024-02-30` is not a date ¦ year-month-day
---⏎published: 13 Feb 2024⏎---⏎ ¦ 2:12 ¦ `13 Feb 2024` ¦ 2024-02-13
---⏎updated: soon⏎---⏎ ¦ 2:10 ¦ `soon` is not a date ¦ year-month-day
---⏎next_review: 2027-13-01⏎---⏎ ¦ 2:14 ¦ `2027-13-01` is not a date ¦ year-month-day
---⏎published: 2024-02-13⏎updated: 2024-02-12⏎---⏎ ¦ 3:10 ¦ `updated` is before `published` ¦ one of the two dates
---⏎reviewed: 2024-02-12⏎published: 2024-02-13⏎---⏎ ¦ 2:11 ¦ `reviewed` is before `published` ¦ correct
---⏎reviewed: 2024-02-14⏎published: 2024-02-13⏎---⏎ ¦ 2:11 ¦ `reviewed` and no `reviewer` ¦ `reviewer: …`
---⏎reviewer: Dr. B⏎published: 2024-02-13⏎---⏎ ¦ 2:11 ¦ `reviewer` and no `reviewed` ¦ remove `reviewer`
---⏎reviewer: Dr. B⏎reviewed: x⏎---⏎ ¦ 3:11 ¦ `x` is not a date ¦ 2024-02-13
---⏎review: 2024-02-14⏎---⏎ ¦ 2:1 ¦ no `review` ¦ `health_note` or `plans`
"#;

/// What stands below `plans:`, in an article with the tips of [`TIPS`].
const IN_PLANS: &str = r#"
  Sleep: {cues: [I eat], actions: [go to bed], ones: true}⏎ ¦ 1:48 ¦ a plan has no `ones` ¦ `cues`, `actions` or `once`
  Sleep: {cues: [I eat], actions: [go to bed], once: maybe}⏎ ¦ 1:54 ¦ `once` is true or false ¦ write `once: true`
  Sleep: {cues: I eat, actions: [go to bed]}⏎ ¦ 1:17 ¦ lists, and this is none ¦ a line `- one` for each
  Sleep: {cues: [I eat], cues: [I sit]}⏎ ¦ 1:26 ¦ `cues` is given twice ¦ remove one
  Sleep: {cues: [I eat], actions: [go to bed]}⏎  Sleep:⏎ ¦ 2:3 ¦ `Sleep` is given twice ¦ remove one
  A  b: {cues: [I eat], actions: [go to bed]}⏎  "A b": {cues: [I eat], actions: [go to bed]}⏎ ¦ 2:3 ¦ `A b` is given twice ¦ remove one
  [Sleep]⏎ ¦ 1:3 ¦ cannot be read: ¦ `key: value`
  Sleep:⏎ ¦ 1:3 ¦ the plan for `Sleep` has no cues ¦ `cues: […]`
  Sleep: {cues: [], actions: []}⏎ ¦ 1:3 ¦ has no cues ¦ "When [cue], I will [action]."
  Sleep: {cues: [I eat]}⏎ ¦ 1:3 ¦ has no actions ¦ `actions: […]`
  Sleep: {cues: [I eat], actions: }⏎ ¦ 1:3 ¦ has no actions ¦ `actions: […]`
  Sleep: {cues: [I eat, ''], actions: [go to bed]}⏎ ¦ 1:25 ¦ the cue is empty ¦ remove it from the list
  Sleep: {cues: [I eat, ~], actions: [go to bed]}⏎ ¦ 1:25 ¦ the cue is empty ¦ write its words
  Sleep: {cues: [I eat], actions: [" "]}⏎ ¦ 1:36 ¦ the action is empty ¦ write its words
  Sleep: {cues: [I eat, I sit, I  eat], actions: [go to bed]}⏎ ¦ 1:32 ¦ the cue `I eat` is given twice ¦ one of the two
  Sleep: {cues: [I eat], actions: [a, "a\0"]}⏎ ¦ 1:39 ¦ U+0000 ¦ remove it
  Sleep: {cues: [I eat], actions: ["a\vb"]}⏎ ¦ 1:36 ¦ U+000B ¦ remove it
  Sleep: {cues: [When I eat], actions: [go to bed]}⏎ ¦ 1:18 ¦ the cue begins with `When`, which the page says ¦ remove `When`
  Sleep: {cues: [I eat], actions: [i will go to bed]}⏎ ¦ 1:36 ¦ the action begins with `I will` ¦ remove `I will`
  Sleep: {cues: [I eat.], actions: [go to bed]}⏎ ¦ 1:18 ¦ the cue ends with a full stop ¦ remove it
  Sleep: {cues: [é, 😀, I eat.], actions: [go to bed]}⏎ ¦ 1:24 ¦ the cue ends with a full stop ¦ remove it
  Sleep: {cues: [I eat], actions: [go to bed.]}⏎ ¦ 1:36 ¦ the action ends with a full stop ¦ remove it
  Sleep: {cues: [I eat], actions: [go to bed]}⏎  sleep: {cues: [I eat], actions: [go to bed]}⏎ ¦ 2:3 ¦ the article has no tip `sleep` ¦ before its colon: `Sleep`, `Get up`
  "\e": {cues: [I eat], actions: [go to bed]}⏎ ¦ 1:3 ¦ U+001B ¦ remove it
  Wake: {cues: [I eat], actions: [go to bed]}⏎  Sleep: {cues: [I eat.], actions: [go to bed]}⏎ ¦ 2:18 ¦ full stop ¦ remove it
"#;

const IN_HEADINGS: &str = r"
## A⏎⏎## B⏎⏎---⏎ ¦ 1:1 ¦ no text ¦ below the front matter
# T⏎⏎text ¦ 1:1 ¦ second title ¦ `##`
a⏎⏎T⏎===⏎ ¦ 3:1 ¦ second title ¦ `##`
a⏎⏎> ## T⏎ ¦ 3:3 ¦ in a list, a quotation ¦ `**bold**`
- ### T⏎ ¦ 1:3 ¦ in a list, a quotation ¦ take it out
a⏎⏎### T⏎ ¦ 3:1 ¦ level 3 right below one of level 1 ¦ `##`
a⏎⏎## T⏎⏎#### U⏎ ¦ 5:1 ¦ level 4 right below one of level 2 ¦ `###`
a⏎⏎## ⏎ ¦ 3:1 ¦ no words ¦ remove the `#`
a⏎⏎## {.tips}⏎ ¦ 3:1 ¦ no words ¦ write its words
a⏎⏎## ?!⏎ ¦ 3:1 ¦ no id can be made ¦ `{#such-as-this}`
a⏎⏎## T {#Two Words}⏎ ¦ 3:7 ¦ `Two` cannot be an id ¦ write `{#two}`
a⏎⏎## T {#}⏎ ¦ 3:7 ¦ `` cannot be an id ¦ single hyphens
a⏎⏎## T {.tip}⏎ ¦ 3:7 ¦ unknown class `tip` ¦ `.tips`
a⏎⏎## T {.open}⏎ ¦ 3:7 ¦ unknown class `open` ¦ `.tips`, `.closed` and `.publisher`
a⏎⏎## T⏎⏎### U {.closed}⏎ ¦ 5:8 ¦ only a whole section can be `.closed` ¦ move `.closed`
a⏎⏎## T⏎⏎#### U {.publisher}⏎ ¦ 5:1 ¦ level 4 right below ¦ `###`
a⏎⏎## T⏎⏎### U {.publisher}⏎ ¦ 5:8 ¦ can be `.publisher` ¦ move `.publisher`
a⏎⏎## T {#t .tips .x}⏎ ¦ 3:16 ¦ unknown class `x` ¦ remove it
a⏎⏎## T⏎⏎### U {.tips}⏎ ¦ 5:8 ¦ only a whole section can be `.tips` ¦ `##` heading
a⏎⏎## The set {1, 2}⏎ ¦ 3:13 ¦ `1,` ¦ write `\{` and `\}`
a⏎⏎## The set {x}⏎ ¦ 3:13 ¦ `x` ¦ remove it
a⏎⏎## T {#b #c}⏎ ¦ 3:10 ¦ `#c` ¦ remove it
a⏎⏎T {lang=de}⏎---⏎ ¦ 3:4 ¦ `lang=de` ¦ remove it
a⏎⏎## T {.tips}⏎⏎- a: b⏎- c⏎⏎1. d: e⏎ ¦ 3:7 ¦ no list of them ¦ `- Term: text`
a⏎⏎## T {.tips}⏎⏎> - a: b⏎⏎## U⏎⏎- c: d⏎ ¦ 3:7 ¦ no list of them ¦ remove `.tips`
";

const IN_IDS: &str = r"
a⏎⏎## T⏎⏎## T!⏎ ¦ 5:1 ¦ `t` is taken by line 9 ¦ give it another id
a⏎⏎## T⏎⏎### U {#t}⏎ ¦ 5:8 ¦ `t` is taken by line 9 ¦ rename it
- a: b⏎  - a: c⏎ ¦ 2:5 ¦ `a` is taken by line 7 ¦ rename the term
- a: b⏎- A: c⏎- a: d⏎ ¦ 2:3 ¦ `a` is taken by line 7 ¦ rename the term
a⏎⏎## Comments⏎ ¦ 3:1 ¦ `comments` belongs to the page ¦ give it another id
a⏎⏎## T {#comment-1}⏎ ¦ 3:7 ¦ `comment-1` belongs ¦ another id
- App: a⏎ ¦ 1:3 ¦ `app` belongs ¦ rename the term
a[^b]⏎⏎## Note 1⏎⏎[^b]: c⏎ ¦ 5:1 ¦ `note-1` is taken by line 9 ¦ another id
## Note 1⏎⏎a[^b]⏎⏎[^b]: c⏎ ¦ 5:1 ¦ `note-1` is taken by line 7 ¦ notes are numbered
## Note 1 mark⏎⏎a[^b]⏎⏎[^b]: c⏎ ¦ 3:2 ¦ `note-1-mark` is taken by line 7 ¦ notes are numbered
- References: a[^b]⏎⏎[^b]: c⏎ ¦ 3:1 ¦ `references` is taken by line 7 ¦ `## References`
- Glossary axis: a⏎⏎## Glossary⏎⏎axis⏎: b⏎ ¦ 5:1 ¦ `glossary-axis` is taken by line 7 ¦ terms of the glossary
![a](plain.svg)⏎⏎![b](plain.svg)⏎ ¦ 3:1 ¦ `plain-figure` is taken by line 7 ¦ show it once
![a](part.svg)⏎⏎![b](part.svg)⏎⏎- Sleep: a⏎ ¦ 3:1 ¦ `part-figure` is taken by line 7 ¦ show it once
- Page state: a⏎- Contents: b⏎ ¦ 1:3 ¦ `page-state` ¦ rename the term
";

const IN_TEXT: &str = r#"
é []() ¦ 1:3 ¦ no address ¦ `[words](address)`
[](x) ¦ 1:1 ¦ no words ¦ `[words](address)`
[ ![](x.png) ](x) ¦ 1:1 ¦ no words ¦ write what it leads to
a [b](javascript:alert(1)) ¦ 1:3 ¦ `javascript:` ¦ relative path
<data:text/html,x> ¦ 1:1 ¦ `data:` ¦ http, https, mailto
[a][b]⏎⏎[b]: ftp://x⏎ ¦ 1:1 ¦ `ftp:` ¦ http, https, mailto
[a](java&#10;script:x) ¦ 1:1 ¦ U+000A ¦ remove it
[a](//example.org) ¦ 1:1 ¦ another host ¦ `https:`
a⏎*b [c](#d)*⏎ ¦ 2:4 ¦ has the id `d` ¦ a heading or a term
[a](x 'b') ¦ 1:1 ¦ `b` would be lost ¦ into the text
![a](x.png "b") ¦ 1:1 ¦ `b` would be lost ¦ into the text
![a](../x.png) ¦ 1:1 ¦ `../x.png` is not beside ¦ without `..`
![a](https://x/y.png) ¦ 1:1 ¦ not beside ¦ relative path
![a]() ¦ 1:1 ¦ not beside ¦ relative path
- x⏎  ![a](/y.png) ¦ 2:3 ¦ not beside ¦ relative path
a <b>c</b> ¦ 1:3 ¦ HTML is not passed on ¦ write `\<`
a⏎⏎<script>⏎x⏎</script>⏎ ¦ 3:1 ¦ HTML is not passed on ¦ in Markdown
- a⏎⏎  <div>⏎ ¦ 3:3 ¦ HTML is not passed on ¦ in Markdown
a<!-- b --> ¦ 1:2 ¦ an HTML comment ¦ remove it
a⏎⏎  <!-- b⏎⏎c -->⏎ ¦ 3:3 ¦ an HTML comment ¦ remove it
a &#1; ¦ 1:3 ¦ U+0001 ¦ the code that stands for it
[a](/b) ¦ 1:1 ¦ `/b` begins at the root ¦ without the first slash
a [b](gone/?c#d) ¦ 1:3 ¦ the site has no `gone/` ¦ `its-slug/`
[a](../other/) ¦ 1:1 ¦ the site has no `../other/` ¦ beside the articles
[a](#contents) ¦ 1:1 ¦ has the id `contents` ¦ a heading or a term
"#;

const IN_NOTES: &str = r"
é[^b] c ¦ 1:2 ¦ no note `[^b]` ¦ `[^b]: text`
*a [^b]* `[^c]` ¦ 1:4 ¦ no note `[^b]` ¦ write `\[`
a \\[^b] ¦ 1:5 ¦ no note `[^b]` ¦ a line
a[^b] c[^d]⏎⏎[^b]: e⏎ ¦ 1:8 ¦ no note `[^d]` ¦ `[^d]: text`
## T[^b]⏎ ¦ 1:5 ¦ no note `[^b]` ¦ a line
a⏎⏎[^b]: c⏎ ¦ 3:1 ¦ no mark leads to the note `[^b]` ¦ or remove the note
a[^b]⏎⏎[^b]: c⏎⏎[^B]: d⏎ ¦ 5:1 ¦ `[^B]` stands in line 9 ¦ a name of its own
a[^b]⏎⏎[^b]:⏎ ¦ 3:1 ¦ `[^b]` has no text ¦ with its marks
a[^b]⏎⏎[^b]: c[^b]⏎ ¦ 3:8 ¦ cannot stand in a heading ¦ a sentence of the text
a[^b]⏎⏎[^b]: c⏎⏎## T[^b]⏎ ¦ 5:5 ¦ cannot stand in a heading ¦ move it
[a[^b]](x) ¦ 1:3 ¦ no note `[^b]` ¦ `[^b]: text`
[a[^b] d](c)⏎⏎[^b]: c⏎ ¦ 1:3 ¦ a link ¦ move it
a [b [^c]][d]⏎⏎[^c]: e⏎⏎[d]: other⏎ ¦ 1:6 ¦ a link ¦ move it
![a[^b]](c.png)⏎⏎[^b]: c⏎ ¦ 1:4 ¦ a picture's description ¦ move it
a[^b]⏎: c⏎⏎[^b]: d⏎ ¦ 1:2 ¦ a term ¦ move it
a[^b]⏎⏎> [^b]: c⏎ ¦ 3:3 ¦ `[^b]` does not stand by itself ¦ the quotation
a[^b]⏎⏎- [^b]: c⏎ ¦ 3:3 ¦ `[^b]` does not stand by itself ¦ beginning of a line
a[^b]⏎⏎[^b]: ## T⏎ ¦ 3:7 ¦ a note or a definition ¦ take it out
";

const IN_DEFINITIONS: &str = r"
a⏎b⏎: c⏎ ¦ 2:1 ¦ has one term ¦ `## Glossary`
*a*⏎: b⏎ ¦ 1:1 ¦ plain text ¦ keep the words
a `b`⏎: c⏎ ¦ 1:3 ¦ plain text ¦ remove the signs
a <b>⏎: c⏎ ¦ 1:3 ¦ HTML ¦ in Markdown
a [^b]⏎: c⏎ ¦ 1:3 ¦ no note `[^b]` ¦ `[^b]: text`
?!⏎: b⏎ ¦ 1:1 ¦ no id can be made of a term ¦ in words
a⏎:⏎ ¦ 1:1 ¦ does not begin with words ¦ a sentence
a⏎:   - b⏎ ¦ 1:1 ¦ does not begin with words ¦ a sentence
a⏎: ## b⏎ ¦ 2:3 ¦ a note or a definition ¦ take it out
- a: b⏎⏎***⏎⏎A⏎: c⏎ ¦ 5:1 ¦ `a` is taken by line 7 ¦ rename the term
x⏎⏎## Glossary⏎⏎a⏎b⏎: c⏎⏎d⏎B⏎: e⏎ ¦ 10:1 ¦ has the term `B` in line 12 ¦ one of the two
x⏎⏎## Glossary⏎⏎a⏎: c⏎⏎A!⏎: e⏎ ¦ 8:1 ¦ has the term `A!` in line 11 ¦ one of the two
x⏎⏎## Glossary⏎⏎- a: b⏎ ¦ 3:1 ¦ no definition list ¦ `: what it means`
x⏎⏎## Words {#glossary}⏎⏎> a⏎> : b⏎⏎## T⏎⏎c⏎: d⏎ ¦ 3:1 ¦ no definition list ¦ another id
";

/// The drawings are those of [`Folder`].
const IN_DRAWINGS: &str = r"
é ![a](gone.svg) ¦ 1:3 ¦ no picture `gone.svg` ¦ mend the path
![a](gone.svg) ¦ 1:1 ¦ no picture `gone.svg` ¦ mend the path
![a](../x.svg) ¦ 1:1 ¦ `../x.svg` is not beside ¦ without `..`
![](plain.svg) ¦ 1:1 ¦ `plain.svg` has no description ¦ between the brackets
![a](!.svg) ¦ 1:1 ¦ no id can be made of `!.svg` ¦ rename the file
a⏎⏎- ![a](text.svg) ¦ 3:3 ¦ `text.svg` cannot be read: ¦ plain SVG
![a](bytes.svg) ¦ 1:1 ¦ cannot be read: it is not UTF-8 ¦ plain SVG
![a](open.svg) ¦ 1:1 ¦ cannot be read: expected 'g' tag, not 'svg' at 1:27 ¦ plain SVG
![a](doctype.svg) ¦ 1:1 ¦ cannot be read: XML with DTD ¦ no doctype
![a](html.svg) ¦ 1:1 ¦ its root is not `svg` ¦ a root `svg`
![a](unsized.svg) ¦ 1:1 ¦ no `viewBox` of four numbers ¦ with a `viewBox`
![a](script.svg) ¦ 1:1 ¦ the drawing `script.svg` has an element `script` at 2:3, which a page cannot take ¦ circle, ellipse, g
![a](a.svg) ¦ 1:1 ¦ an element `a` at 1:25 ¦ remove it
![a](image.svg) ¦ 1:1 ¦ an element `image` ¦ remove it
![a](foreign.svg) ¦ 1:1 ¦ an element `foreignObject` ¦ remove it
![a](xhtml.svg) ¦ 1:1 ¦ an element `g` ¦ remove it
![a](deep-title.svg) ¦ 1:1 ¦ an element `title` at 1:28 ¦ remove it
![a](click.svg) ¦ 1:1 ¦ an attribute `onclick` at 1:28 ¦ `fill`
![a](root.svg) ¦ 1:1 ¦ an attribute `onload` at 1:26 ¦ `fill`
![a](style.svg) ¦ 1:1 ¦ an attribute `style` ¦ remove it
![a](href.svg) ¦ 1:1 ¦ an attribute `href` ¦ remove it
![a](part-class.svg) ¦ 1:1 ¦ an attribute `class` ¦ remove it
![a](url.svg) ¦ 1:1 ¦ the value `url(#b)` at 1:34 ¦ `currentColor`
![a](words.svg) ¦ 1:1 ¦ words outside of a `text` at 1:24 ¦ into a `text`
![a](control.svg) ¦ 1:1 ¦ control character U+0085 ¦ remove it
![a](instruction.svg) ¦ 1:1 ¦ a processing instruction at 1:1 ¦ remove it
![a](nested.svg) ¦ 1:1 ¦ too many elements in each other ¦ inner ones
![a](parts.svg)⏎⏎- Sleep: b⏎ ¦ 1:1 ¦ a part in a part ¦ `<g data-for>`
![a](part.svg) ¦ 1:1 ¦ binds a part to `sleep`, which no list item has ¦ the id of a term
![a](part.svg)⏎⏎## Sleep⏎ ¦ 1:1 ¦ binds a part to `sleep`, which no list item has ¦ `data-for`
![a](no-slug.svg) ¦ 1:1 ¦ binds a part to `So So`, which no list item has ¦ lower case
![a](twice.svg)⏎⏎- Sleep: b⏎ ¦ 1:1 ¦ `sleep`, which has one already ¦ draw both
![a](part.svg)⏎⏎![a](other.svg)⏎⏎- Sleep: b⏎ ¦ 3:1 ¦ `other.svg` binds a part to `sleep`, which has one ¦ draw both
";

const THE_FIRST_OF_SEVERAL: &str = r"
[a](x 'b')⏎⏎# T⏎⏎<br> ¦ 1:1 ¦ `b` would be lost ¦ remove it
a⏎⏎## T⏎⏎## T⏎⏎<br> ¦ 5:1 ¦ taken by line 9 ¦ rename it
a[^t]⏎⏎[^u]: b⏎⏎<br>⏎ ¦ 1:2 ¦ no note `[^t]` ¦ text
[^u]: b⏎⏎<br>⏎ ¦ 3:1 ¦ HTML ¦ in Markdown
[a](#t)⏎⏎## <b>T</b>⏎ ¦ 3:4 ¦ HTML ¦ in Markdown
a⏎⏎## T {.tips}⏎⏎- <b>a</b>: b⏎ ¦ 5:3 ¦ HTML ¦ in Markdown
";

/// A folder with a picture, another article, and drawings whose names are what they hold.
struct Folder;

impl Library for Folder {
    fn picture(&self, path: &str) -> Option<Vec<u8>> {
        let svg = |content: &str| Some(format!(r#"<svg viewBox="0 0 1 1">{content}</svg>"#).into());
        match path {
            "here.png" | "x.png" | "c.png" => Some(Vec::new()),
            "bytes.svg" => Some(vec![b'<', 0xe9]),
            "text.svg" => Some(b"text".to_vec()),
            "html.svg" => Some(b"<html/>".to_vec()),
            "doctype.svg" => Some(b"<!DOCTYPE svg><svg viewBox='0 0 1 1'/>".to_vec()),
            "unsized.svg" => Some(b"<svg viewBox='0 0 1'/>".to_vec()),
            "instruction.svg" => Some(b"<?a b?><svg viewBox='0 0 1 1'/>".to_vec()),
            "root.svg" => Some(b"<svg viewBox='0 0 1 1'   onload='a()'/>".to_vec()),
            "xhtml.svg" => svg(r#"<g xmlns="http://www.w3.org/1999/xhtml"/>"#),
            "plain.svg" | "!.svg" => svg("<circle r='1'/>"),
            "open.svg" => svg("<g>"),
            "script.svg" => svg("\n  <script>a()</script>"),
            "a.svg" => svg(" <a href='x'/>"),
            "image.svg" => svg("<image/>"),
            "foreign.svg" => svg("<foreignObject/>"),
            "deep-title.svg" => svg(" <g><title>a</title></g>"),
            "click.svg" => svg(" <g onclick='a()'/>"),
            "style.svg" => svg("<g style='fill: red'/>"),
            "href.svg" => svg("<g xmlns:x='y' x:href='z'/>"),
            "part-class.svg" => svg("<g data-for='sleep' class='a'/>"),
            "url.svg" => svg("<g  fill='url(#b)'/>"),
            "words.svg" => svg(" a"),
            "control.svg" => svg("<text>a&#x85;</text>"),
            "nested.svg" => svg(&("<g>".repeat(99_999) + &"</g>".repeat(99_999))),
            "part.svg" | "other.svg" => svg("<g data-for='sleep'/>"),
            "parts.svg" => svg("<g data-for='sleep'><g><g data-for='sleep'/></g></g>"),
            "no-slug.svg" => svg("<g data-for='So So'/>"),
            "twice.svg" => svg("<g data-for='sleep'/><g data-for='sleep'/>"),
            _ => None,
        }
    }

    fn has_page(&self, path: &str) -> bool {
        matches!(path, "" | "x" | "other" | "other/")
    }
}

fn slug() -> Slug {
    Slug::of_title("x").unwrap_or_else(|error| panic!("{error}"))
}

fn mistake_in(source: &str) -> ParseError {
    match parse_file(slug(), source.as_bytes(), &Folder) {
        Ok(document) => panic!("{source:?} has no mistake: {document:?}"),
        Err(error) => error,
    }
}

fn check(table: &str, before: &str, after: &str) {
    let lines_before = before.matches('\n').count();
    let mut failures = Vec::new();
    for row in table.lines().filter(|row| !row.is_empty()) {
        let [markdown, place, sentence, mend] = row.split(" ¦ ").collect::<Vec<_>>()[..] else {
            panic!("four columns: {row}");
        };
        let source = format!("{before}{}{after}", markdown.replace('⏎', "\n"));
        let Err(error) = parse_file(slug(), source.as_bytes(), &Folder) else {
            failures.push(format!("{row}\n  has no mistake"));
            continue;
        };
        let at = format!(
            "{}:{}",
            error.at.line.saturating_sub(lines_before),
            error.at.column
        );
        let (problem, mended) = (error.problem.to_string(), error.problem.mend());
        if at != place || !problem.contains(sentence) || !mended.contains(mend) {
            failures.push(format!("{row}\n  {at} ¦ {problem} ¦ {mended}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn in_the_front_matter() {
    check(IN_THE_FRONT_MATTER, "", "");
}

#[test]
fn in_plans() {
    check(IN_PLANS, PLANS, TIPS);
}

#[test]
fn a_plan_is_missed_by_its_tip_only_where_there_is_no_other_mistake() {
    let plan = "  Walk: {cues: [I eat], actions: [go out]}\n";
    for (markdown, at, mend) in [
        (
            "## Do\n\n- Walk: a\n",
            "7:3",
            "mark the section of the tips with `{.tips}`",
        ),
        (
            "## Do {.tips}\n\n- Sleep: a\n",
            "7:3",
            "before its colon: `Sleep`",
        ),
        (
            "## Do {.tips}\n\n- Sleep: [a](#b)\n",
            "7:3",
            "before its colon: `Sleep`",
        ),
        ("## Do {.tips}\n\n- <b>Walk</b>: a\n", "11:3", "Markdown"),
    ] {
        let error = mistake_in(&format!("{PLANS}{plan}---\n{markdown}"));
        assert_eq!(error.at.to_string(), at, "{markdown}");
        assert!(
            error.problem.mend().contains(mend),
            "{}",
            error.problem.mend()
        );
    }
}

#[test]
fn a_cue_may_have_120_characters_of_any_script() {
    let plan = |cue: &str| format!("{PLANS}  Sleep: {{cues: [{cue}], actions: [a]}}\n{TIPS}");
    let longest = "밥".repeat(120);
    assert!(parse_file(slug(), plan(&longest).as_bytes(), &Folder).is_ok());
    assert_eq!(
        mistake_in(&plan(&format!("{longest}밥")))
            .in_file("x.md")
            .to_string(),
        "x.md:7:18: the cue has 121 characters, and 120 is the most\n  mend: say it in fewer words"
    );
}

#[test]
fn in_the_markdown() {
    assert_eq!(FRONT_MATTER.matches('\n').count() + 1, FIRST_LINE);
    for table in [
        IN_HEADINGS,
        IN_IDS,
        IN_TEXT,
        IN_NOTES,
        IN_DEFINITIONS,
        IN_DRAWINGS,
    ] {
        check(table, FRONT_MATTER, "");
    }
}

/// What is missing (the target of a link, the list of tips) may be so because of another mistake: that one is shown.
#[test]
fn the_first_mistake_in_the_file_is_the_one_shown() {
    check(THE_FIRST_OF_SEVERAL, FRONT_MATTER, "");
}

#[test]
fn nothing_to_read() {
    for source in ["", " \r\n\t\n", "\u{feff}"] {
        let error = mistake_in(source).in_file("x.md").to_string();
        assert!(
            error.starts_with("x.md:1:1: the file is empty\n  mend: begin with a line `---`"),
            "{error}"
        );
    }
    for text in ["", "\n\n", "## A\n"] {
        let error = mistake_in(&format!("{FRONT_MATTER}{text}"))
            .in_file("x.md")
            .to_string();
        assert_eq!(
            error,
            "x.md:7:1: the article has no text\n  mend: write the article below the front matter"
        );
    }
}

#[test]
fn characters_that_nobody_sees() {
    let cases = [
        ("a\u{b}b", "7:1: the control character U+000B is here"),
        ("é `\0`", "7:3: the control character U+0000 is here"),
        (
            "    a\n    \u{1b}",
            "8:5: the control character U+001B is here",
        ),
        ("```a&#1;\n```", "7:1: the control character U+0001 is here"),
        ("[a](\u{7f})", "7:1: the control character U+007F is here"),
    ];
    for (text, message) in cases {
        assert_eq!(
            mistake_in(&format!("{FRONT_MATTER}{text}")).to_string(),
            message
        );
    }
}

#[test]
fn lines_that_end_as_on_windows_are_counted_the_same() {
    let markdown = mistake_in(&format!("{FRONT_MATTER}a\n\né <b>").replace('\n', "\r\n"));
    assert_eq!(markdown.at.to_string(), "9:3");
    let yaml = mistake_in("\u{feff}---\r\ntitle: T\r\n  é: x\r\n---\r\n");
    assert_eq!(yaml.at.to_string(), "3:4");
}

#[test]
fn a_byte_that_is_not_utf_8() {
    let mut bytes = FRONT_MATTER.as_bytes().to_vec();
    bytes.extend_from_slice("é a".as_bytes());
    bytes.push(0xe9);
    let error =
        parse_file(slug(), &bytes, &Folder).map_err(|error| error.in_file("x.md").to_string());
    assert_eq!(
        error.err().as_deref(),
        Some(
            "x.md:7:4: the file is not UTF-8: it has the byte 0xe9 here\n  mend: save the file with the encoding UTF-8"
        )
    );
}

#[test]
fn a_picture_that_is_not_there() {
    let source = format!("{FRONT_MATTER}![a](here.png)\n![b](figures/gone.png)");
    let error = parse_file(slug(), source.as_bytes(), &Folder)
        .map_err(|error| error.in_file("x.md").to_string());
    assert_eq!(
        error.err().as_deref(),
        Some(
            "x.md:8:1: there is no picture `figures/gone.png`\n  mend: put the file there, or mend the path"
        )
    );
}
