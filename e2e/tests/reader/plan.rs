//! Planning a tip: "When …, I will ….".

use anyhow::{Context, Result};
use e2e::{Base, Outcome, Reader, pages::MyPlan, wait::until};

use crate::TIPS;

e2e::in_every_browser! {
    a_tip_is_planned_as_its_author_suggests;
    a_tip_is_planned_in_the_reader_s_own_words;
    what_is_no_plan_is_refused_beside_its_field;
    what_is_not_saved_changes_nothing;
    a_plan_is_changed_dropped_and_chosen_again;
}

const STRESS: &str = TIPS[1];

async fn a_tip_is_planned_as_its_author_suggests(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    page.wait_for_plan_button("My plan").await?;
    for tip in TIPS {
        let card = page.tip(tip).await?;
        assert_eq!(card.buttons().await?, [format!("Add to my plan {tip}")]);
        assert_eq!(card.sentence().await?, None);
    }

    let tip = page.tip(STRESS).await?;
    let plan = tip.add().await?;
    let (cue, action) = ("I wait for the kettle to boil", "take five slow breaths");
    assert_eq!(plan.field("When").await?.value, cue);
    assert_eq!(plan.field("I will").await?.value, action);
    plan.save().await?;
    plan.wait_for_news("Kept on this device, and nowhere else.")
        .await?;
    let sentence = format!("When {cue}, I will {action}.");
    assert_eq!(plan.plan_for(STRESS).await?.sentence, sentence);
    plan.close().await?;
    let buttons = [
        format!("Open my plan {STRESS}"),
        format!("Done today {STRESS}"),
    ];
    assert_eq!(tip.sentence().await?, Some(sentence.clone()));
    assert_eq!(tip.buttons().await?, buttons);
    page.tip(TIPS[0]).await?.follow().await?;
    page.wait_for_plan_button("My plan · 2").await?;

    // Another day, the reader comes back.
    reader.reload().await?;
    page.wait_for_program("running").await?;
    page.wait_for_plan_button("My plan · 2").await?;
    let tip = page.tip(STRESS).await?;
    tip.wait_until_planned(true).await?;
    assert_eq!(tip.sentence().await?, Some(sentence));
    assert_eq!(tip.buttons().await?, buttons);
    tip.open().await?.plan_for(STRESS).await?;
    assert!(!page.messages().await?.concat().contains("this visit only"));
    Ok(())
}

async fn a_tip_is_planned_in_the_reader_s_own_words(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let plan = page.tip(STRESS).await?.add().await?;
    // A tap on an idea writes it into the field.
    plan.press("I get into bed").await?;
    wait_for_value(&plan, "When", "I get into bed").await?;
    plan.press("sit quietly for a moment").await?;
    wait_for_value(&plan, "I will", "sit quietly for a moment").await?;

    // Their own words, the longest that fit, shown as they were written; the full stop is the sentence's.
    let longest = format!("שלום <b>&</b> 🌿 {}", "a".repeat(104));
    plan.write("When", &longest).await?;
    plan.write("I will", "  breathe,   slowly. ").await?;
    plan.save().await?;
    let sentence = format!("When {longest}, I will breathe, slowly.");
    assert_eq!(plan.plan_for(STRESS).await?.sentence, sentence);
    plan.close().await?;
    assert_eq!(page.tip(STRESS).await?.sentence().await?, Some(sentence));
    Ok(())
}

async fn wait_for_value(plan: &MyPlan<'_>, label: &str, value: &str) -> Result<()> {
    until(&format!("“{label}” holds “{value}”"), async || {
        Ok(plan.field(label).await?.value == value)
    })
    .await
}

async fn what_is_no_plan_is_refused_beside_its_field(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let plan = page.tip(STRESS).await?.add().await?;
    let too_long = "a".repeat(121);
    for (wrong, right) in [("When", "I will"), ("I will", "When")] {
        for (text, reason) in [
            (" ", "Write a few words here"),
            (&too_long, "121 characters; at most 120 fit"),
        ] {
            plan.write(right, "something of mine").await?;
            plan.write(wrong, text).await?;
            plan.save().await?;
            until(&format!("“{wrong}” is refused: {reason}"), async || {
                let error = plan.field(wrong).await?.error;
                Ok(error.is_some_and(|error| error.contains(reason)))
            })
            .await?;
            let field = plan.field(wrong).await?;
            assert!(field.invalid, "“{wrong}” says that it is wrong");
            assert!(field.focused, "“{wrong}” has the focus");
            assert_eq!(field.value, text, "what was typed stays");
            let other = plan.field(right).await?;
            assert_eq!((other.error, other.invalid), (None, false));
            assert_eq!(other.value, "something of mine", "and what was right, too");
        }
    }
    page.wait_for_plan_button("My plan").await?;

    // Both are wrong: both say so, and the first has the focus.
    plan.write("When", "").await?;
    plan.write("I will", &too_long).await?;
    plan.save().await?;
    until("both are refused", async || {
        Ok(plan.field("When").await?.invalid && plan.field("I will").await?.invalid)
    })
    .await?;
    assert!(plan.field("When").await?.focused);

    // Mended, it is a plan.
    plan.write("When", "something of mine").await?;
    plan.write("I will", "breathe").await?;
    plan.save().await?;
    let planned = plan.plan_for(STRESS).await?;
    assert_eq!(planned.sentence, "When something of mine, I will breathe.");
    Ok(())
}

async fn what_is_not_saved_changes_nothing(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let tip = page.tip(STRESS).await?;
    let plan = tip.add().await?;
    plan.write("When", "I change my mind").await?;
    plan.press("Cancel").await?;
    until("the form goes", async || Ok(!plan.shows_form().await?)).await?;
    assert!(plan.text().await?.contains("Nothing is planned yet"));
    plan.press("Close").await?;
    plan.wait_until_closed().await?;
    assert_eq!(tip.sentence().await?, None);

    // Closed by mistake, what was typed is still there.
    let plan = tip.add().await?;
    plan.write("When", "I am interrupted").await?;
    plan.close().await?;
    let plan = page.my_plan().await?;
    assert_eq!(plan.field("When").await?.value, "I am interrupted");
    Ok(())
}

async fn a_plan_is_changed_dropped_and_chosen_again(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let tip = page.tip(STRESS).await?;
    tip.follow().await?;
    tip.tick().await?;
    tip.wait_until_ticked(true).await?;

    let plan = page.my_plan().await?;
    plan.press(&format!("Change {STRESS}")).await?;
    plan.wait_for_form().await?;
    let planned = "I wait for the kettle to boil";
    assert_eq!(plan.field("When").await?.value, planned, "as it is planned");
    plan.write("When", "the kettle sings").await?;
    plan.save().await?;
    let sentence = "When the kettle sings, I will take five slow breaths.";
    plan.wait_for_plan(STRESS, |it| it.sentence == sentence)
        .await?;
    assert!(tip.is_ticked().await?, "what was ticked stays");

    plan.press(&format!("Drop {STRESS}")).await?;
    plan.wait_for_no_plan(STRESS).await?;
    plan.close().await?;
    page.wait_for_plan_button("My plan").await?;
    assert_eq!(tip.buttons().await?, [format!("Add to my plan {STRESS}")]);
    assert_eq!(tip.sentence().await?, None);

    // Chosen again, it is as it was left, and no tick is lost.
    let plan = tip.add().await?;
    assert_eq!(plan.field("When").await?.value, "the kettle sings");
    plan.save().await?;
    let planned = plan.plan_for(STRESS).await?;
    assert_eq!(planned.sentence, sentence);
    let today = planned.days.iter().rfind(|day| !day.to_come);
    assert!(today.context("a week without today")?.ticked);
    assert!(tip.is_ticked().await?);
    Ok(())
}
