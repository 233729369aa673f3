//! What is typed and what is shown.

#![expect(clippy::expect_used, reason = "a test says what it expects")]

mod support;

use comments::{Inline, Markup, Target, markup::DEEPEST};
use proptest::prelude::*;
use support::{shown, walk, words};

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (typed, expected) in cases {
        assert_eq!(shown(typed), *expected, "{typed:?}");
    }
}

#[test]
fn lines_make_paragraphs() {
    check(&[
        ("", ""),
        ("one", "p(one)"),
        ("one\ntwo", "p(one/two)"),
        ("one\n\n\ntwo", "p(one)p(two)"),
        ("  one  \n\n    two", "p(one)p(two)"),
    ]);
}

#[test]
fn signs_emphasise() {
    check(&[
        ("*a* _b_ **c** __d__", "p(em(a) em(b) strong(c) strong(d))"),
        ("***a***", "p(em(strong(a)))"),
        ("**a *b* c**", "p(strong(a em(b) c))"),
        ("*a **b** c*", "p(em(a strong(b) c))"),
        ("snake_case_name 2 * 3 * 4", "p(snake_case_name 2 * 3 * 4)"),
        ("un*kind*ly", "p(unem(kind)ly)"),
        ("*not closed", "p(*not closed)"),
        ("**half*", "p(*em(half))"),
        ("****four****", "p(****four****)"),
        (r"\*plain\* \a", r"p(*plain* \a)"),
        ("*정말*입니다", "p(em(정말)입니다)"),
    ]);
}

#[test]
fn backticks_show_code() {
    check(&[
        ("`a`", "p(code(a))"),
        ("``a ` b``", "p(code(a ` b))"),
        ("`` ` ``", "p(code(`))"),
        ("`*a*` `<b>`", "p(code(*a*) code(<b>))"),
        ("`a", "p(`a)"),
        ("```\n*a*\n\n<b>\n```\nb", "pre(*a*\n\n<b>)p(b)"),
        ("~~~ rust\nfn\n~~~", "pre(fn)"),
        ("```\nopen", "pre(open)"),
    ]);
}

#[test]
fn quotes_and_lists() {
    check(&[
        ("> a\n> b\n\nc", "quote(p(a/b))p(c)"),
        ("> a\n>> b", "quote(p(a)quote(p(b)))"),
        ("a\n> b", "p(a)quote(p(b))"),
        ("- a\n- b", "ul(li(p(a))li(p(b)))"),
        ("- a\n\n- b", "ul(li(p(a))li(p(b)))"),
        ("3. a\n4. b", "ol3(li(p(a))li(p(b)))"),
        ("1) a\n1. b", "ol1(li(p(a)))ol1(li(p(b)))"),
        (
            "- a\n  - b\n    more\n- c",
            "ul(li(p(a)ul(li(p(b/more))))li(p(c)))",
        ),
        ("- a\n\n  b\nc", "ul(li(p(a)p(b)))p(c)"),
        ("-a\n- ", "p(-a/-)"),
        ("In\n1999. a year", "p(In/1999. a year)"),
        ("> - a\n>   > b", "quote(ul(li(p(a)quote(p(b)))))"),
    ]);
}

#[test]
fn links_lead_to_the_web_and_to_mail() {
    check(&[
        ("[a](https://e.org/x)", "p(a<https://e.org/x>(a))"),
        (
            "[*a* `b`](http://e.org)",
            "p(a<http://e.org>(em(a) code(b)))",
        ),
        ("[a](https://e.org/x_(y))", "p(a<https://e.org/x_(y)>(a))"),
        ("<https://e.org>", "p(a<https://e.org>(https://e.org))"),
        ("[a](mailto:a.b@e.org)", "p(a<mailto:a.b@e.org>(a))"),
        (
            "see https://e.org/a_b_c.",
            "p(see a<https://e.org/a_b_c>(https://e.org/a_b_c).)",
        ),
        (
            "(https://e.org/a)",
            "p((a<https://e.org/a>(https://e.org/a)))",
        ),
        (
            "**https://e.org**",
            "p(strong(a<https://e.org>(https://e.org)))",
        ),
        ("[1] and [a] (b)", "p([1] and [a] (b))"),
        ("*[a*](https://e.org)", "p(*a<https://e.org>(a*))"),
        ("xhttps://e.org", "p(xhttps://e.org)"),
        (
            "[a](https://e.org \"b\")",
            "p([a](a<https://e.org>(https://e.org) \"b\"))",
        ),
    ]);
}

#[test]
fn links_stand_beside_words_of_any_script() {
    let link = "a<https://e.org/a>(https://e.org/a)";
    for (before, after) in [
        ("参见", "。谢谢"),
        ("参见", "，谢谢！"),
        ("（", "）"),
        ("「", "」です"),
        ("詳しくはｶﾀｶﾅ", "、"),
        ("여기를 보세요:", " 입니다"),
        ("보기", "…"),
        ("ดูที่", " ครับ"),
        ("👉", " 👈"),
        ("➡\u{FE0F}", "\n"),
        ("“", "”, she said"),
        ("«", "»"),
        ("देखें ", "।"),
        ("انظر ", "؟"),
    ] {
        let typed = format!("{before}https://e.org/a{after}");
        let end = after.trim_end_matches('\n');
        assert_eq!(shown(&typed), format!("p({before}{link}{end})"), "{typed}");
    }
    check(&[
        (
            "https://zh.wikipedia.org/wiki/皮肤",
            "p(a<https://zh.wikipedia.org/wiki/皮肤>(https://zh.wikipedia.org/wiki/皮肤))",
        ),
        (
            "https://e.org/Navier\u{2013}Stokes.",
            "p(a<https://e.org/Navier\u{2013}Stokes>(https://e.org/Navier\u{2013}Stokes).)",
        ),
        ("смотриhttps://e.org", "p(смотриhttps://e.org)"),
        ("7https://e.org", "p(7https://e.org)"),
        ("https://例え.example/", "p(https://例え.example/)"),
    ]);
}

#[test]
fn everything_else_is_shown_as_typed() {
    for typed in [
        "<b>bold</b>",
        "<script>alert(1)</script>",
        "<!-- a -->",
        "&lt;b&gt; &#106;",
        "# heading",
        "![alt](/a.png)",
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](java\u{1}script:alert(1))",
        "[a](data:text/html,x)",
        "[a](//e.org)",
        "[a](/etc)",
        "[a](https:e.org)",
        "[a](https://good.example@evil.example)",
        r"[a](https://good.example\evil)",
        "[](https:///)",
        "<javascript:alert(1)>",
        "<mailto:a b>",
        "[a][b]",
        "| a | b |",
        "https://",
        "https://\u{430}pple.example",
    ] {
        // Signs of punctuation that are escaped would be missing: these texts have none.
        let expected = format!("p({typed})");
        assert_eq!(shown(typed), expected, "{typed:?}");
    }
    assert_eq!(
        shown("![alt](https://e.org/a.png)"),
        "p(!a<https://e.org/a.png>(alt))"
    );
}

#[test]
fn a_target_says_where_it_leads() {
    for (typed, host) in [
        ("https://e.org", "e.org"),
        ("HTTPS://E.org:8080/a?b#c", "E.org"),
        ("http://127.0.0.1/x@y", "127.0.0.1"),
        ("https://xn--pple-43d.example/", "xn--pple-43d.example"),
        ("mailto:a@e.org", "a@e.org"),
    ] {
        let target = Target::new(typed).expect("a target");
        assert_eq!((target.as_str(), target.host()), (typed, host));
    }
    for typed in [
        "",
        "https://",
        "https:///x",
        "https://a..b",
        "https://.a",
        "https://a:b@c",
        "https://a:x",
        "https://a b",
        "https://a\nb",
        "https://a\"b",
        "https:\\\\a",
        "ftp://a",
        "mailto:a",
        "mailto:a@b?bcc=c@d",
        "mailto:a,b@c",
        "javascript:https://a",
        " https://a",
    ] {
        assert_eq!(Target::new(typed), None, "{typed:?}");
    }
}

/// Texts that make careless parsers go through them again and again, or fall down.
fn hostile() -> Vec<String> {
    let size = 5_000;
    [
        "[",
        "]",
        "[]",
        "[a](",
        "](",
        "*",
        "*a ",
        "*a_ ",
        "**a",
        "_a*",
        "`",
        "`a``",
        "<",
        "<http://",
        "<https://a",
        "> ",
        ">",
        "- ",
        "1. ",
        "\\",
        "(",
        "https://a(",
        "![",
        "*a **b ",
        "a*",
        "***a",
        "[*a](",
        "- a\n  ",
        "> a\n",
        "~~~\n",
        "\n",
        "[a](https://a.b)",
        "*[",
        "`` ` ",
        "\u{300}",
        "🙂*",
    ]
    .map(|part| part.chars().cycle().take(size).collect())
    .into()
}

#[test]
fn no_text_nests_deep_or_grows() {
    for typed in hostile() {
        let markup = Markup::parse(&typed);
        let mut inlines = 0;
        let depth = walk(markup.blocks(), 0, &mut |_| inlines += 1);
        // Each block of a list counts twice, each sign of a run of three makes up to two inlines.
        assert!(
            depth <= 2 * DEEPEST + 2 * DEEPEST + 2,
            "{depth}: {typed:.20}"
        );
        assert!(inlines <= typed.len(), "{inlines}: {typed:.20}");
    }
}

/// Letters and digits of what was typed: what may never be lost.
fn kept(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

proptest! {
    /// Signs of the markup, much more often than they are typed.
    #[test]
    fn every_text_shows_its_words_and_leads_only_where_links_may(
        typed in "([*_`\\[\\]()<>!#\\\\~ \\n>-]|[a-c1]|https://e\\.org|javascript:|- |> |1\\. |```){0,120}"
    ) {
        let markup = Markup::parse(&typed);
        let depth = walk(markup.blocks(), 0, &mut |inline| {
            if let Inline::Link { target, .. } = inline {
                assert!(Target::new(target.as_str()).as_ref() == Some(target));
            }
        });
        prop_assert!(depth <= 4 * DEEPEST + 2);
        // The word after a fence says which language the code is in; a link that shows its address shows it twice;
        // an item's number is counted on from the first.
        if !typed.contains("```") && !typed.contains("~~~") && !typed.contains("https") && !typed.contains('1') {
            prop_assert_eq!(kept(&words(&typed)), kept(&typed));
        }
    }

    /// Sentences without spaces around an address: it is linked whole, and nothing of them is in it.
    #[test]
    fn a_sentence_without_spaces_keeps_its_address_apart(
        before in "[一-龥ぁ-んァ-ヶ가-힣。、「（]{0,12}", after in "[。、」）！？；：，][一-龥ぁ-ん。]{0,12}"
    ) {
        let link = "a<https://e.org/a_b?c=d>(https://e.org/a_b?c=d)";
        let typed = format!("{before}https://e.org/a_b?c=d{after}");
        prop_assert_eq!(shown(&typed), format!("p({before}{link}{after})"));
    }

    #[test]
    fn any_text_at_all_is_shown(typed in "\\PC{0,200}|.{0,200}") {
        Markup::parse(&typed);
    }
}
