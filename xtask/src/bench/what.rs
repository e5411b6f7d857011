//! The names, units and meanings of figures.

/// A figure as people read of it.
#[derive(Debug)]
pub(super) struct What {
    pub key: &'static str,
    pub label: &'static str,
    pub unit: &'static str,
    pub digits: usize,
    pub meaning: &'static str,
}

macro_rules! whats {
    ($($key:literal $label:literal $unit:literal $digits:literal $meaning:literal)*) => {
        &[$(What { key: $key, label: $label, unit: $unit, digits: $digits, meaning: $meaning }),*]
    };
}

/// In the order of the rows.
#[rustfmt::skip]
pub(super) const WHATS: &[What] = whats! {
    "generate-wall" "generate" "s" 3 "from the start of the generator to its end, code written out"
    "generate-cpu" "generate, CPU" "s" 2 "the same in seconds of a processor, in the program and in the system for it, children included; counted in hundredths"
    "generate-peak" "generate, peak memory" "MiB" 0 "of the largest process; ours by the phase that needs the most"
    "parse-time" "parse" "s" 3 "text to document, with what is refused and mended on the way; phases are in time of the processor"
    "parse-peak" "parse, peak memory" "MiB" 1 "of the process while it was done, what was there before included"
    "lower-time" "lower" "s" 3 "document to model: every decision"
    "lower-peak" "lower, peak memory" "MiB" 1 ""
    "emit-time" "emit" "s" 3 "model to tokens"
    "emit-peak" "emit, peak memory" "MiB" 1 ""
    "format-time" "format" "s" 3 "tokens to text in lines"
    "format-peak" "format, peak memory" "MiB" 1 ""
    "lines" "generated lines" "" 0 "of all generated Rust files"
    "lines-per-operation" "generated lines an operation" "" 0 ""
    "json-impls" "impls that read and write JSON" "" 0 "of generated types: others have serde's `Serialize` and `Deserialize`, by derives and impls; ours, by the macros of the runtime, has `Decode` and `Encode`, and no impl of serde's but with `full-serde`"
    "check-wall" "check of the client crate alone" "s" 2 "`cargo check` after the generated files were touched, everything below it built, incremental as Cargo does it. Ours is the whole package: runtime, generated code and all; \"runtime apart\" has the generated code as a crate of its own"
    "check-user" "check of the client crate alone, user" "s" 2 "the same in user time of the compiler and of Cargo"
    "check-peak" "check of the client crate alone, peak memory" "MiB" 0 "of the compiler"
    "fresh-check-wall" "check of the client crate alone, nothing used again" "s" 2 "not incremental: what it costs when everything has changed"
    "fresh-check-user" "check of the client crate alone, nothing used again, user" "s" 2 ""
    "fresh-check-peak" "check of the client crate alone, nothing used again, peak memory" "MiB" 0 ""
    "spec-wall" "document changed to checked" "s" 2 "`cargo check` of a program of ten calls after the description of an operation was changed: build script (unoptimised), client and program, incremental as Cargo does it"
    "spec-user" "document changed to checked, user" "s" 2 ""
    "spec-peak" "document changed to checked, peak memory" "MiB" 0 "of the compiler of the client"
    "consumer-wall" "caller touched to checked" "s" 2 "`cargo check` after the program of ten calls was touched"
    "consumer-user" "caller touched to checked, user" "s" 2 ""
    "dev-wall" "dev build of the client crate alone" "s" 2 "`cargo build` after the generated files were touched, nothing incremental"
    "dev-user" "dev build of the client crate alone, user" "s" 2 ""
    "dev-peak" "dev build of the client crate alone, peak memory" "MiB" 0 ""
    "dev-rlib" "dev rlib" "MiB" 1 "the library of the client crate"
    "release-wall" "release build of the client crate alone" "s" 1 "`cargo build --release` after the generated files were touched"
    "release-user" "release build of the client crate alone, user" "s" 1 ""
    "release-peak" "release build of the client crate alone, peak memory" "MiB" 0 ""
    "release-rlib" "release rlib" "MiB" 1 ""
    "program" "stripped release program of ten calls" "MiB" 2 "with everything that it links, without TLS"
    "cold-check-wall" "cold check" "s" 1 "`cargo check` into an empty target folder, all dependencies included, packages downloaded before"
    "cold-check-user" "cold check, user" "s" 1 ""
    "cold-build-wall" "cold build" "s" 1 "the same with `cargo build`"
    "cold-build-user" "cold build, user" "s" 1 ""
    "call" "a call that reads one object" "µs" 1 "by the generated client, in CPU time of its thread, which also drives the connection; the service has a thread of its own on the same processor. Median of 800 blocks of 50 calls"
    "plain-call" "the same by hand" "µs" 1 "the same request by reqwest and serde_json without a client, in the same program and in turn: into the client's own type, and for ours into a type of the same members that derives serde's trait"
    "call-beyond" "what the client adds" "µs" 1 "the difference, block by block"
    "dependencies" "crates" "" 0 "that `cargo tree --edges normal,build` names, itself included"
};

impl What {
    /// What a key is about, and which variant of it.
    pub(super) fn of(key: &str) -> Option<(usize, &'static Self, Option<&str>)> {
        let (plain, variant) = key.split_once('@').map_or((key, None), |(plain, variant)| (plain, Some(variant)));
        let (nth, what) = WHATS.iter().enumerate().find(|(_, what)| what.key == plain)?;
        Some((nth, what, variant))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variant_belongs_to_the_same_figure() {
        let found = What::of("cold-check-wall@none").map(|(_, what, variant)| (what.label, variant));
        assert_eq!(found, Some(("cold check", Some("none"))));
        assert!(What::of("nothing").is_none());
    }

    #[test]
    fn every_figure_has_one_name() {
        let mut keys: Vec<&str> = WHATS.iter().map(|what| what.key).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), WHATS.len());
    }
}
