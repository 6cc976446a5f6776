#include "verification/provider_states.h"

#include <gtest/gtest.h>

namespace tally::verification {
namespace {

struct Provider {
    std::vector<http::Request> requests;
    std::vector<http::Response> answers;  // one after the other; then 200
    std::vector<std::chrono::milliseconds> pauses;
    std::unique_ptr<http::Client> client = http::in_process_client([this](const http::Request& request) {
        requests.push_back(request);
        if (answers.empty()) return http::Response{200, {}, ""};
        auto answer = answers.front();
        answers.erase(answers.begin());
        return answer;
    });

    StateHandler handler(bool as_query = false, std::string url = "http://p/_states") {
        StateUrlSettings settings;
        settings.url = std::move(url);
        settings.as_query = as_query;
        settings.headers = {{"X-Tenant", "acme"}};
        return state_url_handler(
                   std::move(settings), *client,
                   [this](std::chrono::milliseconds span, std::string_view) { pauses.push_back(span); })
            .value();
    }
};

model::Interaction interaction(std::vector<model::ProviderState> states) {
    model::Interaction made;
    made.provider_states = std::move(states);
    return made;
}

TEST(ProviderStates, AreSentOneByOneInTheBody) {
    Provider provider;
    const auto outcome = change_states(interaction({{"a", {{"id", 1}}}, {"b", {}}}), StateAction::setup,
                                       "shop", provider.handler());
    EXPECT_FALSE(outcome.failure);
    ASSERT_EQ(provider.requests.size(), 2u);
    EXPECT_EQ(provider.requests[0].method, "POST");
    EXPECT_EQ(provider.requests[0].target, "/_states");
    EXPECT_EQ(provider.requests[0].headers.value_or("Content-Type", ""), "application/json");
    EXPECT_EQ(provider.requests[0].headers.value_or("X-Tenant", ""), "acme");
    EXPECT_EQ(provider.requests[0].body, R"({"action":"setup","params":{"id":1},"state":"a"})");
    EXPECT_EQ(provider.requests[1].body, R"({"action":"setup","params":{},"state":"b"})");
}

TEST(ProviderStates, AreSentInTheQueryWhenAsked) {
    Provider provider;
    (void)change_states(interaction({{"a b", {{"id", 1}, {"Name", "x&y"}, {"list", json::Array{1, 2}}}}}),
                        StateAction::teardown, "shop", provider.handler(true, "http://p/_states?v=1"));
    ASSERT_EQ(provider.requests.size(), 1u);
    EXPECT_EQ(provider.requests[0].target,
              "/_states?v=1&Name=x%26y&action=teardown&id=1&list=%5B1%2C2%5D&state=a+b");
    EXPECT_EQ(provider.requests[0].body, "");
}

TEST(ProviderStates, AreAskedForWithAnEmptyNameWhenThereIsNone) {
    Provider provider;
    (void)change_states(interaction({}), StateAction::setup, "shop", provider.handler());
    ASSERT_EQ(provider.requests.size(), 1u);
    EXPECT_EQ(provider.requests[0].body, R"({"action":"setup","params":{},"state":""})");
}

TEST(ProviderStates, GiveValuesWithTheReturnedOnesOverTheParameters) {
    Provider provider;
    provider.answers = {{200, {}, R"({"id":42,"name":"first"})"}, {200, {}, R"({"name":"second"})"}};
    const auto outcome =
        change_states(interaction({{"a", {{"id", 1}, {"kept", true}}}, {"b", {{"name", "param"}}}}),
                      StateAction::setup, "shop", provider.handler());
    EXPECT_EQ(json::to_text(json::sorted(outcome.values)), R"({"id":42,"kept":true,"name":"second"})");
}

TEST(ProviderStates, IgnoreAnswersThatAreNoObject) {
    for (const char* body : {"hello", "[1]", "", "{\"a\":"}) {
        Provider provider;
        provider.answers = {{200, {}, body}};
        const auto outcome =
            change_states(interaction({{"a", {}}}), StateAction::setup, "shop", provider.handler());
        EXPECT_FALSE(outcome.failure) << body;
        EXPECT_TRUE(outcome.values.empty()) << body;
    }
}

TEST(ProviderStates, CallsTheOthersAfterAFailure) {
    Provider provider;
    provider.answers = {{400, {}, "no such state\n"}};
    const auto outcome =
        change_states(interaction({{"a", {}}, {"b", {}}}), StateAction::setup, "shop", provider.handler());
    ASSERT_TRUE(outcome.failure);
    EXPECT_EQ(outcome.failure->text(),
              "setting up state 'a' (POST http://p/_states): the state-change URL answered HTTP 400: no such "
              "state; make the "
              "provider's state handler answer 2xx for this state");
    EXPECT_EQ(provider.requests.size(), 2u);
    EXPECT_TRUE(provider.pauses.empty());
}

TEST(ProviderStates, WithoutAHandlerAreAnErrorThatShowsWhatToHandle) {
    for (const int status : {404, 501}) {
        Provider provider;
        provider.answers = {{status, {}, ""}};
        const auto outcome = change_states(interaction({{"a", {{"id", 1}, {"token", "x"}}}}),
                                           StateAction::setup, "shop", provider.handler());
        ASSERT_TRUE(outcome.failure);
        EXPECT_EQ(outcome.failure->code, ErrorCode::not_found);
        EXPECT_EQ(
            outcome.failure->remedy,
            R"(let the provider handle POST {"action":"setup","params":{"id":1,"token":"***"},"state":"a"}; )"
            "when it answers so to every state, check --state-change-url");
        EXPECT_TRUE(provider.pauses.empty());
    }
}

TEST(ProviderStates, WithoutAHandlerShowTheQueryTheyWereAskedWith) {
    Provider provider;
    provider.answers = {{404, {}, ""}};
    const auto outcome = change_states(interaction({{"a b", {{"id", 1}}}}), StateAction::setup, "shop",
                                       provider.handler(true));
    EXPECT_EQ(
        outcome.failure->remedy,
        "let the provider handle POST ?action=setup&id=1&state=a+b; when it answers so to every state, check "
        "--state-change-url");
}

TEST(ProviderStates, HideSecretsInWhatTheHandlerSays) {
    Provider provider;
    provider.answers = {{400, {}, R"({"error":"no user","password":"hunter2"})"}};
    const auto outcome =
        change_states(interaction({{"a", {}}}), StateAction::setup, "shop", provider.handler());
    EXPECT_NE(outcome.failure->what.find(R"({"error":"no user","password":"***"})"), std::string::npos);
}

TEST(ProviderStates, TryAgainWhenTheHandlerIsBusy) {
    Provider provider;
    provider.answers = {{503, {{"Retry-After", "50"}}, ""}, {429, {}, ""}, {200, {}, R"({"id":1})"}};
    const auto outcome =
        change_states(interaction({{"a", {}}}), StateAction::setup, "shop", provider.handler());
    EXPECT_FALSE(outcome.failure);
    EXPECT_EQ(provider.pauses,
              (std::vector{std::chrono::milliseconds(500), std::chrono::milliseconds(1000)}));
}

TEST(ProviderStates, GiveUpAHandlerThatStaysBrokenAfterSeconds) {
    Provider provider;
    provider.answers = std::vector<http::Response>(10, {500, {}, "FK violation"});
    const auto outcome =
        change_states(interaction({{"a", {}}}), StateAction::setup, "shop", provider.handler());
    ASSERT_TRUE(outcome.failure);
    EXPECT_EQ(provider.requests.size(), 4u);
    std::chrono::milliseconds waited(0);
    for (const auto pause : provider.pauses) waited += pause;
    EXPECT_EQ(waited, std::chrono::milliseconds(3500));
}

TEST(ProviderStates, WaitAsLongAsABusyHandlerAsks) {
    Provider provider;
    provider.answers = {{429, {{"Retry-After", "7"}}, ""}};
    (void)change_states(interaction({{"a", {}}}), StateAction::setup, "shop", provider.handler());
    EXPECT_EQ(provider.pauses, std::vector{std::chrono::milliseconds(7000)});
}

TEST(ProviderStates, HideCredentialsOfTheirUrl) {
    Provider provider;
    provider.answers = {{404, {}, ""}};
    const auto outcome = change_states(interaction({{"a", {}}}), StateAction::setup, "shop",
                                       provider.handler(false, "http://me:secret@p/x"));
    EXPECT_EQ(outcome.failure->text().find("secret"), std::string::npos);
    EXPECT_EQ(provider.requests.at(0).headers.value_or("Authorization", "").substr(0, 6), "Basic ");
}

}  // namespace
}  // namespace tally::verification
