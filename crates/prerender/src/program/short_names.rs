//! Short names between the program and its JavaScript.
//!
//! wasm-bindgen gives each function that one of them calls in the other a name such as
//! `__wbg_addEventListener_84ae3eac6e15480a`, and both files hold it. Such names are noise, which hardly compresses:
//! without them both files together lose over 5 kB as sent.

use std::{collections::HashMap, convert::Infallible};

use wasm_encoder::{
    ExportSection, ImportSection, Module,
    reencode::{self, Reencode, utils},
};
use wasmparser::{Export, Import, Imports, Parser};

use crate::BuildError;

/// Both files with short names.
///
/// # Errors
/// [`BuildError::Program`], where the wasm is none.
pub(super) fn shortened(wasm: &[u8], script: &str) -> Result<(Vec<u8>, String), BuildError> {
    let mut names = ShortNames::default();
    let mut module = Module::new();
    names
        .parse_core_module(&mut module, Parser::new(0), wasm)
        .map_err(BuildError::program)?;
    let script = words(script)
        .map(|word| names.0.get(word).map_or(word, String::as_str))
        .collect();
    Ok((module.finish(), script))
}

/// Each long name's short one.
#[derive(Default)]
struct ShortNames(HashMap<String, String>);

impl ShortNames {
    /// Only what wasm-bindgen has made up gets another name: those names, unlike `memory`, have an underscore.
    fn of(&mut self, name: &str) -> String {
        if !name.contains('_') {
            return name.to_owned();
        }
        let number = self.0.len();
        self.0
            .entry(name.to_owned())
            .or_insert_with(|| format!("${number:x}"))
            .clone()
    }
}

impl Reencode for ShortNames {
    type Error = Infallible;

    fn parse_imports(
        &mut self,
        section: &mut ImportSection,
        imports: Imports,
    ) -> Result<(), reencode::Error> {
        match imports {
            Imports::Single(_, Import { module, name, ty }) => {
                let ty = self.entity_type(ty)?;
                section.import(module, &self.of(name), ty);
                Ok(())
            }
            // A form that no compiler writes yet: its names stay.
            compact => utils::parse_imports(self, section, compact),
        }
    }

    fn parse_export(
        &mut self,
        section: &mut ExportSection,
        export: Export,
    ) -> Result<(), reencode::Error> {
        let name = self.of(export.name);
        utils::parse_export(
            self,
            section,
            Export {
                name: &name,
                ..export
            },
        )
    }
}

/// The words of a script, and what stands between them.
fn words(script: &str) -> impl Iterator<Item = &str> {
    let is_word =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$') || !byte.is_ascii();
    script
        .as_bytes()
        .chunk_by(move |before, after| is_word(*before) == is_word(*after))
        .map(|word| str::from_utf8(word).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::expect_used, reason = "a test says what it expects")]

    use wasm_encoder::{
        CodeSection, EntityType, ExportKind, Function, FunctionSection, TypeSection,
    };

    use super::*;

    /// Imports `__wbg_log_1`, exports `start_it` and `memory` (as a function, for brevity).
    fn program() -> Vec<u8> {
        let (mut types, mut imports, mut functions) = (
            TypeSection::new(),
            ImportSection::new(),
            FunctionSection::new(),
        );
        let (mut exports, mut code) = (ExportSection::new(), CodeSection::new());
        types.ty().function([], []);
        imports.import("./x_bg.js", "__wbg_log_1", EntityType::Function(0));
        functions.function(0);
        exports
            .export("start_it", ExportKind::Func, 1)
            .export("memory", ExportKind::Func, 1);
        let mut body = Function::new([]);
        body.instructions().call(0).end();
        code.function(&body);
        let mut module = Module::new();
        module
            .section(&types)
            .section(&imports)
            .section(&functions)
            .section(&exports)
            .section(&code);
        module.finish()
    }

    #[test]
    fn both_sides_get_the_same_short_names() {
        let script = "const i = { __wbg_log_1: (é) => log(é), __wbg_log_10: 1 }; wasm.start_it(); wasm.memory;";
        let (wasm, script) = shortened(&program(), script).expect("a program");
        assert_eq!(
            script,
            "const i = { $0: (é) => log(é), __wbg_log_10: 1 }; wasm.$1(); wasm.memory;"
        );
        let holds = |name: &str| wasm.windows(name.len()).any(|part| part == name.as_bytes());
        assert!(holds("$0") && holds("$1") && holds("memory"));
        assert!(!holds("__wbg_log_1") && !holds("start_it"));
    }

    #[test]
    fn what_is_no_program_is_an_error() {
        assert!(matches!(
            shortened(b"\0asm?", ""),
            Err(BuildError::Program(_))
        ));
    }
}
