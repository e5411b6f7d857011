use quote::quote;

use super::*;

/// The text of tokens, which stay what they are.
fn laid_out(tokens: TokenStream) -> String {
    let (text, before) = (text(tokens.clone()), tokens.to_string());
    let after: TokenStream = text.parse().unwrap_or_else(|error| panic!("{error}: {text}"));
    assert_eq!(after.to_string().replace(' ', ""), before.replace(' ', ""), "{text}");
    text
}

#[test]
fn items_have_their_parts_in_lines() {
    let text = laid_out(quote! {
        use super::{Client, rt};
        #[derive(Clone, Debug)]
        pub struct Thing { pub id: Option<rt::Map<rt::Value>>, #[deprecated] pub name: String, }
        pub mod empty {}
        impl Thing { pub(super) fn id(&self) -> &'static str { self.0.id } }
    });
    assert_eq!(
        text,
        "use super::{Client, rt};\n#[derive(Clone, Debug)]\npub struct Thing {\n    \
         pub id: Option<rt::Map<rt::Value>>,\n    #[deprecated]\n    pub name: String,\n}\npub mod empty {}\n\
         impl Thing {\n    pub(super) fn id(&self) -> &'static str {\n        self.0.id\n    }\n}\n"
    );
}

#[test]
fn a_comma_between_angles_ends_nothing() {
    let text = laid_out(quote! { pub struct Pair { of: Either<Vec<A>, Vec<B>>, } });
    assert_eq!(text, "pub struct Pair {\n    of: Either<Vec<A>, Vec<B>>,\n}\n");
}

#[test]
fn a_macro_that_fits_is_a_line() {
    let text = laid_out(quote! { rt::record!(send Thing { id = required "id", - name "name", .. rest }); });
    assert_eq!(text, "rt::record!(send Thing { id = required \"id\", -name \"name\", ..rest });\n");
}

#[test]
fn rows_of_a_macro_fill_lines() {
    let rows = (0..9).map(|number| {
        let name = quote::format_ident!("a_field_of_some_length_{number}");
        quote! { #name = required "text" }
    });
    let text = laid_out(quote! { rt::record!(send Thing { #(#rows,)* } -> Thing); });
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.first(), Some(&"rt::record!(send Thing {"));
    assert_eq!(lines.last(), Some(&"} -> Thing);"));
    let rows = lines.get(1..lines.len() - 1).unwrap_or_default();
    assert_eq!(rows.len(), 5, "{text}");
    assert!(rows.iter().all(|row| row.starts_with("    a_field") && row.ends_with("\"text\",")), "{text}");
}

#[test]
fn no_line_is_longer_than_it_must() {
    let arguments = (0..12).map(|number| quote::format_ident!("argument_{number}"));
    let text = laid_out(quote! { pub fn all(&self #(, #arguments: rt::Uuid)*) -> All { All(self.0.call(&ALL)) } });
    assert!(text.starts_with("pub fn all(\n    &self,\n    argument_0: rt::Uuid,\n"), "{text}");
    assert!(text.ends_with(": rt::Uuid\n) -> All {\n    All(self.0.call(&ALL))\n}\n"), "{text}");
}

#[test]
fn a_chain_that_is_too_long_stands_between_its_parentheses() {
    let long = "x".repeat(50);
    let text = laid_out(quote! { fn f() { GetThing(self.0.call(&GET_THING).path("id", #long).json(body)) } });
    assert_eq!(
        text,
        format!("fn f() {{\n    GetThing(self.0.call(&GET_THING).path(\"id\", \"{long}\").json(body))\n}}\n")
    );
    let longer = "x".repeat(62);
    let text = laid_out(quote! { fn f() { GetThing(self.0.call(&GET_THING).path("id", #longer).json(body)) } });
    assert!(text.contains("    GetThing(\n        self.0.call(&GET_THING)"), "{text}");
    // It ends with the line.
    let too_long = "x".repeat(74);
    let text = laid_out(quote! { fn f() { GetThing(self.0.call(&GET_THING).path("id", #too_long).json(body)) } });
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.get(2).map(|line| line.len()), Some(WIDTH), "{text}");
    assert_eq!(lines.get(3..), Some(&["            .json(body)", "    )", "}"][..]), "{text}");
}

#[test]
fn arguments_break_where_the_answer_has_no_place_behind_them() {
    let argument = quote::format_ident!("{}", "a".repeat(98));
    let text = laid_out(quote! { fn f(#argument: u8) -> Answer { a } });
    assert_eq!(text.lines().next().map(str::len), Some(120), "{text}");
    let argument = quote::format_ident!("{}", "a".repeat(99));
    let text = laid_out(quote! { fn f(#argument: u8) -> Answer { a } });
    assert!(text.starts_with("fn f(\n"), "{text}");
}

#[test]
fn braces_that_are_no_body_stand_in_a_line() {
    let text = laid_out(quote! {
        pub struct Unit;
        const FLAGS: Flags = Flags { on: !OFF, off: [{ 1 }] };
        rt::tag! { Tag }
    });
    assert_eq!(text, "pub struct Unit;\nconst FLAGS: Flags = Flags { on: !OFF, off: [{ 1 }] };\nrt::tag! { Tag }\n");
}

#[test]
fn what_follows_an_element_of_several_lines_begins_a_line() {
    let long = "x".repeat(60);
    let text = laid_out(quote! { rt::operation!(A { id: 1, of: &[#long, #long], last: 2, }); });
    assert!(text.ends_with("    ],\n    last: 2,\n});\n"), "{text}");
}

#[test]
fn docs_are_comments() {
    let (quoted, raw) = (" says \"a\\b\" and\té", " plain");
    let text = text(quote! { #[doc = #quoted] #[doc = ""] #[doc = r" raw"] #[doc = #raw] pub struct Thing; });
    assert_eq!(text, "/// says \"a\\b\" and\té\n///\n/// raw\n/// plain\npub struct Thing;\n");
}

#[test]
fn docs_that_no_comment_can_hold_stay_attributes() {
    let text = laid_out(quote! { #[doc = "two\nlines"] #[doc = "/ more"] #[doc(hidden)] pub struct Thing; });
    assert_eq!(text, "#[doc = \"two\\nlines\"]\n#[doc = \"/ more\"]\n#[doc(hidden)]\npub struct Thing;\n");
}

#[test]
fn a_letter_that_a_literal_escapes_is_itself_in_a_comment() {
    let combining = " e\u{301}\u{200b}";
    let text = laid_out(quote! { #[doc = #combining] pub struct Thing; });
    assert_eq!(text, format!("///{combining}\npub struct Thing;\n"));
}
