//! Leaving a comment.

use anyhow::Result;
use e2e::{Base, Fault, Outcome, Reader, pages::Discussion};
use thirtyfour::Key;

e2e::in_every_browser! {
    a_comment_is_there_at_once_and_after_a_reload;
    what_cannot_be_posted_is_refused_beside_the_field;
    everything_is_shown_as_typed;
    what_office_programs_paste_is_posted_and_what_hides_is_shown_where_it_is;
    what_is_typed_before_the_program_starts_is_kept;
}

async fn a_comment_is_there_at_once_and_after_a_reload(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let discussion = page.discussion().await?;
    assert_eq!(discussion.comments().await?, []);

    discussion.type_into("Name", "Ada").await?;
    discussion
        .type_into("Comment", "The first, typed key by key.")
        .await?;
    discussion.post().await?;
    discussion.wait_for(1).await?;
    discussion.wait_for_status("posted").await?;
    assert_eq!(
        discussion.field("Comment").await?.value,
        "",
        "the next comment starts empty"
    );

    let second = discussion.say("", "The second,\non two lines.").await?;
    assert_eq!(second.name, "Anonymous");
    assert_eq!(second.text, "The second,\non two lines.");
    let comments = discussion.comments().await?;
    assert_eq!(
        comments
            .iter()
            .map(|it| it.name.as_str())
            .collect::<Vec<_>>(),
        ["Anonymous", "Ada"]
    );
    assert_eq!(comments[1].text, "The first, typed key by key.");
    for comment in &comments {
        assert!(comment.id.starts_with("comment-"), "{}", comment.id);
        let is_rfc_3339 = comment.datetime.len() == 24 && comment.datetime.ends_with('Z');
        assert!(is_rfc_3339, "{}", comment.datetime);
    }

    reader.reload().await?;
    page.wait_for_program("running").await?;
    let discussion = page.discussion().await?;
    discussion.wait_for(2).await?;
    assert_eq!(discussion.comments().await?, comments);
    Ok(())
}

async fn what_cannot_be_posted_is_refused_beside_the_field(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let discussion = page.discussion().await?;
    let too_long = "a".repeat(6_000);

    for (text, reason) in [
        ("", "Write something"),
        ("   ", "Write something"),
        (&too_long, "6000 characters"),
    ] {
        discussion.paste_into("Name", "Ada").await?;
        if !text.is_empty() {
            discussion.paste_into("Comment", text).await?;
        }
        discussion.post().await?;
        is_refused(&discussion, "Comment", text, reason).await?;
        assert_eq!(discussion.field("Name").await?.error, None);
        assert_eq!(discussion.field("Name").await?.value, "Ada");
    }

    discussion.paste_into("Name", &"n".repeat(1_000)).await?;
    discussion.paste_into("Comment", "Short enough.").await?;
    discussion.post().await?;
    is_refused(&discussion, "Name", &"n".repeat(1_000), "characters").await?;
    assert_eq!(discussion.field("Comment").await?.error, None);
    assert_eq!(discussion.comments().await?, []);

    // Mended, it goes.
    discussion.paste_into("Name", "Ada").await?;
    discussion.post().await?;
    discussion.wait_for(1).await?;
    assert_eq!(discussion.field("Name").await?.error, None);
    assert!(!discussion.field("Name").await?.invalid);
    Ok(())
}

/// The field says why, says that it is wrong, has the focus, and keeps its text.
async fn is_refused(
    discussion: &Discussion<'_>,
    label: &str,
    text: &str,
    reason: &str,
) -> Result<()> {
    e2e::wait::until(&format!("{label} is refused: {reason}"), async || {
        let error = discussion.field(label).await?.error;
        Ok(error.is_some_and(|error| error.contains(reason)))
    })
    .await?;
    let field = discussion.field(label).await?;
    assert!(field.invalid, "{label} has aria-invalid");
    assert!(field.focused, "{label} has the focus");
    assert_eq!(field.value, text, "the text stays");
    Ok(())
}

async fn what_office_programs_paste_is_posted_and_what_hides_is_shown_where_it_is(
    reader: &Reader,
) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let discussion = page.discussion().await?;
    let pasted = "One line\u{B}and one more: \u{202A}+49 151\u{202C}, \u{2068}Ada\u{2069}.";
    discussion.paste_into("Name", "\u{2068}Ada\u{2069}").await?;
    discussion.paste_into("Comment", pasted).await?;
    discussion.post().await?;
    discussion.wait_for(1).await?;
    let shown = discussion.comments().await?.remove(0);
    let meant = "One line\nand one more: +49 151, Ada.";
    assert_eq!((shown.name.as_str(), shown.text.as_str()), ("Ada", meant));

    let text = "One line\nand the bell\u{7}.";
    discussion.paste_into("Comment", text).await?;
    discussion.post().await?;
    let place = "in line 2, after 12 characters";
    is_refused(&discussion, "Comment", text, place).await?;
    discussion.paste_into("Name", "\u{2800}").await?;
    discussion.paste_into("Comment", "\u{2800}\u{2800}").await?;
    discussion.post().await?;
    is_refused(&discussion, "Name", "\u{2800}", "visible character").await?;
    let comment = discussion.field("Comment").await?;
    assert!(
        comment
            .error
            .is_some_and(|it| it.contains("visible character"))
    );
    Ok(())
}

async fn everything_is_shown_as_typed(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let discussion = page.discussion().await?;
    let texts = [
        (
            "<b>Bold</b> & <i>co</i>",
            "<script>window.hacked = true</script> <img src=x onerror=\"window.hacked = true\">",
            "ltr",
        ),
        ("👩🏽‍⚕️ Dr. 🌿", "😀 a family 👨‍👩‍👧‍👦, a flag 🇰🇷, é̂, 한국어", "ltr"),
        ("שם", "שלום, זה מעניין (2024)!\nשורה שנייה", "rtl"),
        (
            "\"'`${1+1}`'\"",
            "</article></ol><h1>Not a heading</h1> &lt; &amp;lt; javascript:alert(1) {{7*7}}",
            "ltr",
        ),
    ];
    let elements = "return document.querySelectorAll('script, img, h1, b, i, iframe').length";
    let before: u32 = reader.js(elements, []).await?;

    for (name, text, direction) in texts {
        let shown = discussion.say(name, text).await?;
        assert_eq!((shown.name.as_str(), shown.text.as_str()), (name, text));
        assert_eq!(
            (shown.dir.as_str(), shown.direction.as_str()),
            ("auto", direction)
        );
        assert_eq!(shown.markup.first().map(String::as_str), Some("p"));
        assert!(shown.markup.iter().skip(1).all(|it| it == "br"));
    }
    reader.reload().await?;
    page.wait_for_program("running").await?;
    let discussion = page.discussion().await?;
    discussion.wait_for(texts.len()).await?;
    for (comment, (name, text, _)) in discussion.comments().await?.iter().zip(texts.iter().rev()) {
        assert_eq!(
            (comment.name.as_str(), comment.text.as_str()),
            (*name, *text)
        );
    }

    let after: u32 = reader.js(elements, []).await?;
    let hacked: bool = reader.js("return 'hacked' in window", []).await?;
    assert_eq!(
        (after, hacked),
        (before, false),
        "no comment becomes an element or runs"
    );
    assert_eq!(reader.driver().title().await?, page.opening().await?.0);
    Ok(())
}

async fn what_is_typed_before_the_program_starts_is_kept(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    site.fail(Fault::HeldBack);
    let page = reader.look_at(&site.address("/")).await?;
    page.wait_for_program("starting").await?;
    let discussion = page.discussion().await?;

    discussion.type_into("Name", "Ada").await?;
    discussion.type_into("Comment", "Quicker than").await?;
    site.mend();
    page.wait_for_program("running").await?;
    let comment = discussion.field("Comment").await?;
    assert_eq!(comment.value, "Quicker than");
    assert!(comment.focused, "and the reader can type on");
    assert_eq!(discussion.field("Name").await?.value, "Ada");

    discussion.type_into("Comment", " the download").await?;
    // By keys alone, from the field on.
    reader.press(Key::Tab).await?;
    reader.press(Key::Enter).await?;
    discussion.wait_for(1).await?;
    let comments = discussion.comments().await?;
    assert_eq!(
        (comments[0].name.as_str(), comments[0].text.as_str()),
        ("Ada", "Quicker than the download")
    );
    Ok(())
}
