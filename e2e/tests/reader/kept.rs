//! Plans as an earlier visit, another device or another program left them: `docs/plans.md`.

use anyhow::Result;
use e2e::{Reader, site::SLUG};
use serde_json::{Map, Value, json};

/// Where the plan is kept.
pub(crate) const PLAN: &str = "inside-out/plan";

/// "Manage Stress", as plans name it.
pub(crate) fn stress() -> String {
    format!("{SLUG}/manage-stress")
}

/// A plan for "Manage Stress", chosen `since` days ago and ticked so many days ago.
pub(crate) async fn stress_plan(reader: &Reader, since: i32, ticked: &[i32]) -> Result<Value> {
    let mut ticks = Map::new();
    for days in ticked {
        ticks.insert(reader.day(-days).await?, json!(1));
    }
    let plan = json!({
        "revision": 1, "active": true, "tip": "Manage Stress", "cue": "I put the kettle on", "action": "breathe slowly",
        "since": reader.day(-since).await?,
    });
    Ok(json!({ stress(): { "plan": plan, "ticks": ticks } }))
}

/// The text that carries `plans`: in a file, in a link, on the device.
pub(crate) fn text(plans: &Value) -> String {
    json!({ "version": 1, "value": plans }).to_string()
}
