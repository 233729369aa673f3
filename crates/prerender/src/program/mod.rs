//! The program as it is sent: the same one in fewer bytes.
//!
//! | module | what |
//! | --- | --- |
//! | `short_names` | short names between the program and its JavaScript |
//! | `function_order` | functions that are alike stand together |

mod function_order;
mod short_names;

use std::{
    fs,
    path::{Path, PathBuf},
};

use self::{function_order::reordered, short_names::shortened};
use crate::BuildError;

/// Rewrites each pair `x.js` and `x_bg.wasm` at the top of `folder`.
///
/// # Errors
/// [`BuildError`], where a file cannot be read or written, or the wasm is none.
pub fn shrink_all(folder: &Path) -> Result<(), BuildError> {
    for entry in fs::read_dir(folder).map_err(BuildError::at(folder))? {
        let program = entry.map_err(BuildError::at(folder))?.path();
        let name = program.to_string_lossy();
        let Some(script) = name
            .strip_suffix("_bg.wasm")
            .map(|stem| PathBuf::from(format!("{stem}.js")))
        else {
            continue;
        };
        let wasm = fs::read(&program).map_err(BuildError::at(&program))?;
        let glue = fs::read_to_string(&script).map_err(BuildError::at(&script))?;
        let (wasm, glue) = shortened(&reordered(&wasm)?, &glue)?;
        fs::write(&program, wasm).map_err(BuildError::at(&program))?;
        fs::write(&script, glue).map_err(BuildError::at(&script))?;
    }
    Ok(())
}
