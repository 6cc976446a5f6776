#include "contract/exchanges.h"

namespace tally::own_contract {

using namespace matchers;

void expect_new_environment(Contract& contract) {
    auto request = asked(nothing_known(contract, "an environment to create"), "POST", "/environments");
    request.json_body(
        {{"name", "prod"},
         {"production", true},
         {"contacts", array({Value{{"name", "Ops"}, {"details", {{"emailAddress", "ops@shop.example"}}}}})}});
    answered(request, 201, {{"uuid", kUuid}, {"name", "prod"}});
}

void expect_environment_change(Contract& contract) {
    expect_environment(contract);
    auto request =
        asked(with_environment(nothing_known(contract, "an environment to change")), "PUT", kEnvironment);
    request.json_body({{"name", "production"}, {"displayName", like("Prod")}, {"production", like(true)}});
    answered(request, 200, {{"uuid", kUuid}, {"name", "production"}});
}

void expect_environment_to_go(Contract& contract) {
    auto request =
        asked(with_environment(nothing_known(contract, "an environment to delete")), "DELETE", kEnvironment);
    request.will_respond_with(204);
}

void expect_pacticipants(Contract& contract) {
    auto request = asked(with_version(nothing_known(contract, "a request for all applications")), "GET",
                         "/pacticipants");
    answered(request, 200,
             {{"_embedded",
               {{"pacticipants", each_like({{"name", "web-shop"}, {"displayName", like("Web Shop")}})}}}});
}

void expect_pacticipant(Contract& contract) {
    auto request = asked(with_version(nothing_known(contract, "a request for an application")), "GET",
                         "/pacticipants/web-shop");
    answered(request, 200, {{"name", "web-shop"}, {"displayName", like("Web Shop")}});
}

void expect_pacticipant_change(Contract& contract) {
    expect_pacticipant(contract);
    auto request = asked(with_version(nothing_known(contract, "an application to change")), "PATCH",
                         "/pacticipants/web-shop");
    request.json_body({{"name", "web-shop"}, {"mainBranch", "main"}})
        .header("Content-Type", "application/merge-patch+json");
    answered(request, 200, {{"name", "web-shop"}, {"mainBranch", "main"}});
}

void expect_new_pacticipant(Contract& contract) {
    auto question = asked(nothing_known(contract, "a request for an unknown application"), "GET",
                          "/pacticipants/web-shop");
    question.will_respond_with(404);
    auto request = asked(nothing_known(contract, "an application to create"), "POST", "/pacticipants");
    request.json_body({{"name", "web-shop"}, {"mainBranch", "main"}});
    answered(request, 201, {{"name", "web-shop"}, {"mainBranch", "main"}});
}

void expect_latest_version(Contract& contract) {
    auto request = asked(with_version(nothing_known(contract, "a request for the latest version")), "GET",
                         "/pacticipants/web-shop/latest-version");
    answered(request, 200, {{"number", "4.2"}});
}

void expect_latest_tagged_version(Contract& contract) {
    auto request = asked(
        with_version(nothing_known(contract, "a request for the latest version with a tag"))
            .given("a version was tagged", {{"pacticipant", "web-shop"}, {"version", "4.2"}, {"tag", "rc"}}),
        "GET", "/pacticipants/web-shop/latest-version/rc");
    answered(request, 200, {{"number", "4.2"}, {"_embedded", {{"tags", array({Value{{"name", "rc"}}})}}}});
}

static void expect_tag(Contract& contract) {
    auto request = asked(with_version(nothing_known(contract, "a version to tag")), "PUT",
                         "/pacticipants/web-shop/versions/4.2/tags/rc");
    request.json_body(object({}));
    answered(request, 201, {{"name", "rc"}});
}

void expect_new_version(Contract& contract) {
    auto request =
        asked(nothing_known(contract, "a version to create"), "PUT", "/pacticipants/web-shop/versions/4.2");
    request.json_body(object({}));
    answered(request, 201, {{"number", "4.2"}});
}

void expect_version_on_branch(Contract& contract) {
    auto request = asked(with_version(nothing_known(contract, "a version to put on a branch")), "PUT",
                         "/pacticipants/web-shop/branches/feat%2Fx/versions/4.2");
    request.json_body(object({}));
    answered(request, 201, {{"_links", {{"self", some_link("/branch-version")}}}});
    expect_tag(contract);
}

void expect_tagged_version(Contract& contract) {
    expect_version(contract);
    expect_tag(contract);
}

void expect_tag_to_go(Contract& contract) {
    auto request = asked(
        with_version(nothing_known(contract, "a tag to delete"))
            .given("a version was tagged", {{"pacticipant", "web-shop"}, {"version", "4.2"}, {"tag", "rc"}}),
        "DELETE", "/pacticipants/web-shop/versions/4.2/tags/rc");
    request.will_respond_with(204);
}

void expect_branch_to_go(Contract& contract) {
    auto request = asked(with_contract(nothing_known(contract, "a branch to delete")), "DELETE",
                         "/pacticipants/web-shop/branches/main");
    request.will_respond_with(204);
}

void expect_no_branch(Contract& contract) {
    auto request = asked(nothing_known(contract, "a branch to delete that is not there"), "DELETE",
                         "/pacticipants/web-shop/branches/main");
    request.will_respond_with(404);
}

}  // namespace tally::own_contract
