//! Writes the JavaScript and TypeScript side of a module that rustc built: `pinpoint-wasm-tool IN.wasm OUT_DIR NAME`.
//!
//! The same work as `wasm-bindgen --target web`, without building that whole command first.

use std::env;
use std::error::Error;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [module, out_dir, name] = arguments.as_slice() else {
        return Err("pinpoint-wasm-tool IN.wasm OUT_DIR NAME".into());
    };
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(module)
        .out_name(name)
        .typescript(true)
        // `init()` without an argument finds the module beside its JavaScript.
        .omit_default_module_path(false)
        // Names and producers are for debuggers.
        .keep_debug(false)
        .remove_name_section(true)
        .remove_producers_section(true);
    bindgen.web(true)?;
    Ok(bindgen.generate(out_dir)?)
}
