//! Each mistake an author can make: where it is shown, and the mend.
//!
//! A line of a table reads: the Markdown (`⏎` is a line break) ¦ the place ¦ part of the sentence ¦ part of the mend.
#![cfg(feature = "parse")]

use document::{Library, ParseError, Slug, parse, parse_file};

const FRONT_MATTER: &str = "---\ntitle: T\ndescription: D\nauthor: A\npublished: 2024-02-13\n---\n";
/// The Markdown below [`FRONT_MATTER`] begins on this line, which the tables call 1.
const FIRST_LINE: usize = 7;

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
"#;

const THE_FIRST_OF_SEVERAL: &str = r"
[a](x 'b')⏎⏎# T⏎⏎<br> ¦ 1:1 ¦ `b` would be lost ¦ remove it
a⏎⏎## T⏎⏎## T⏎⏎<br> ¦ 5:1 ¦ taken by line 9 ¦ rename it
[a](#t)⏎⏎## <b>T</b>⏎ ¦ 3:4 ¦ HTML ¦ in Markdown
a⏎⏎## T {.tips}⏎⏎- <b>a</b>: b⏎ ¦ 5:3 ¦ HTML ¦ in Markdown
";

/// A folder with a picture, another article, and drawings whose names are what they hold.
struct Folder;

impl Library for Folder {
    fn picture(&self, path: &str) -> Option<Vec<u8>> {
        match path {
            "here.png" => Some(Vec::new()),
            _ => None,
        }
    }

    fn has_page(&self, path: &str) -> bool {
        matches!(path, "" | "other" | "other/")
    }
}

fn slug() -> Slug {
    Slug::of_title("x").unwrap_or_else(|error| panic!("{error}"))
}

fn mistake_in(source: &str) -> ParseError {
    match parse(slug(), source) {
        Ok(document) => panic!("{source:?} has no mistake: {document:?}"),
        Err(error) => error,
    }
}

fn check(table: &str, before: &str) {
    let lines_before = before.matches('\n').count();
    for row in table.lines().filter(|row| !row.is_empty()) {
        let [markdown, place, sentence, mend] = row.split(" ¦ ").collect::<Vec<_>>()[..] else {
            panic!("four columns: {row}");
        };
        let error = mistake_in(&format!("{before}{}", markdown.replace('⏎', "\n")));
        let at = format!("{}:{}", error.at.line - lines_before, error.at.column);
        assert_eq!(at, place, "{row}\n{error}");
        assert!(
            error.problem.to_string().contains(sentence),
            "{row}\n{error}"
        );
        assert!(
            error.problem.mend().contains(mend),
            "{row}\n{}",
            error.problem.mend()
        );
    }
}

#[test]
fn in_the_front_matter() {
    check(IN_THE_FRONT_MATTER, "");
}

#[test]
fn in_the_markdown() {
    assert_eq!(FRONT_MATTER.matches('\n').count() + 1, FIRST_LINE);
    for table in [IN_HEADINGS, IN_IDS, IN_TEXT] {
        check(table, FRONT_MATTER);
    }
}

/// What is missing (the target of a link, the list of tips) may be so because of another mistake: that one is shown.
#[test]
fn the_first_mistake_in_the_file_is_the_one_shown() {
    check(THE_FIRST_OF_SEVERAL, FRONT_MATTER);
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
