// Generated from specs/golden.json. To change it, change the document or src/codegen.

use ::snyk_secoda::rt;
/// The version of the API that these operations were generated from, and the default of the client.
pub const API_VERSION: &str = "2024-10-15";
/// Every operation, tag by tag.
pub static OPERATIONS: &[&rt::Operation] = &[
    &things::GET_REPORT, &things::PUT_REPORT, &things::GET_REPORT_AS_XML, &things::GET_REPORT_AS_CSV
];
impl Client {
    /// The operations of the tag `Things`.
    pub fn things(&self) -> things::Things {
        things::Things::new(self)
    }
}
/// The operations of the tag `Things`.
pub mod things {
    use super::{Client, rt, types};
    rt::tag!(Things of Client);
    impl Things {
        /// `GET /report`
        pub fn get_report(&self) -> GetReport {
            GetReport(self.0.call(&GET_REPORT))
        }
        /// `PUT /report`
        pub fn put_report(&self) -> PutReport {
            PutReport(self.0.call(&PUT_REPORT))
        }
        /// `GET /report`
        ///
        /// In this form by `application/xml`.
        pub fn get_report_as_xml(&self) -> GetReportAsXml {
            GetReportAsXml(self.0.call(&GET_REPORT_AS_XML))
        }
        /// `GET /report`
        ///
        /// In this form by `text/csv`.
        pub fn get_report_as_csv(&self) -> GetReportAsCsv {
            GetReportAsCsv(self.0.call(&GET_REPORT_AS_CSV))
        }
    }
    rt::operation!(GetReport GET_REPORT {
        id: "getReport", method: rt::Method::GET, path: "/report", tag: "Things", accept: &["application/vnd.api+json"],
    } -> types::Report);
    rt::operation!(PutReport PUT_REPORT {
        id: "putReport", method: rt::Method::PUT, path: "/report", tag: "Things", accept: &["text/plain"],
    } -> text);
    rt::operation!(GetReportAsXml GET_REPORT_AS_XML {
        id: "getReport", method: rt::Method::GET, path: "/report", tag: "Things", accept: &["application/xml"],
    } -> bytes);
    rt::operation!(GetReportAsCsv GET_REPORT_AS_CSV {
        id: "getReport", method: rt::Method::GET, path: "/report", tag: "Things", accept: &["text/csv"],
    } -> text);
}
/// What the operations send and receive.
pub mod types {
    use super::rt;
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Report {
        pub name: Option<String>,
    }
    rt::record!(receive Report { name = optional "name", });
}
