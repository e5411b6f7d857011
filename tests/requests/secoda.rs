//! The 5 operations of Secoda.

use serde_json::json;
use snyk_secoda::secoda::groups::{self as rows, Groups};
use snyk_secoda::secoda::types::{CreateGroupBody, UpdateGroupBody};

use super::*;

const API: Conventions = Conventions { media_type: "application/json", version: None };

fn groups() -> Groups {
    super::secoda().groups()
}

requests! {
    list_groups: rows::LIST_GROUPS, GET "/api/v1/auth/group" {
        required = groups().list_groups() => sent([]);
        all = groups().list_groups().page(2) => sent([("page", "2")]);
    }

    create_group: rows::CREATE_GROUP, POST "/api/v1/auth/group" {
        required = groups().create_group(&CreateGroupBody::new()) => sent([]).body(json!({}));
        all = groups().create_group(&full_group())
            => sent([]).body(json!({
                "name": "Payments", "icon": "credit-card", "description": "All of them.", "users": ["u-1", "u-2"],
            }));
    }

    get_group: rows::GET_GROUP, GET "/api/v1/auth/group/g-1" {
        required = groups().get_group("g-1") => sent([]);
    }

    delete_group: rows::DELETE_GROUP, DELETE "/api/v1/auth/group/g-1" {
        required = groups().delete_group("g-1") => sent([]);
    }

    update_group: rows::UPDATE_GROUP, PATCH "/api/v1/auth/group/g-1" {
        required = groups().update_group("g-1", &UpdateGroupBody::new()) => sent([]).body(json!({}));
        all = groups().update_group("g-1", &full_update())
            => sent([]).body(json!({
                "name": "Payments Europe", "icon": "bank", "description": "Fewer of them.", "users": [],
            }));
    }
}

fn full_group() -> CreateGroupBody {
    let users = vec!["u-1".to_owned(), "u-2".to_owned()];
    CreateGroupBody::new().name("Payments").icon("credit-card").description("All of them.").users(users)
}

fn full_update() -> UpdateGroupBody {
    UpdateGroupBody::new().name("Payments Europe").icon("bank").description("Fewer of them.").users(Vec::new())
}
