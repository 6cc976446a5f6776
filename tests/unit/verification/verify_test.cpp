#include "verification/verify.h"

#include <gtest/gtest.h>

#include "unit/verification/small_provider.h"
#include "verification/missing_state.h"

namespace tally::verification {
namespace {

using testing_support::FakeClock;

StateHandler recording_handler(std::vector<std::string>& calls, const std::string& failing = "") {
    return [&calls, failing](const StateChange& change) -> Result<json::Object> {
        const std::string call =
            (change.action == StateAction::setup ? "setup " : "teardown ") + change.state.name;
        calls.push_back(call);
        if (call == failing) return Error{ErrorCode::io, "state", "failed", "repair it"};
        return json::Object{};
    };
}

TEST(Verify, TellsWhatHappensInOrder) {
    Provider provider;
    const auto outcome = run(contract(get("a", "/a") + "," + get("b", "/missing")), {}, *provider.client);
    EXPECT_EQ(outcome.events, (std::vector<std::string>{"run", "contract", "a", "b"}));
    const auto& interactions = outcome.result.contracts.at(0).interactions;
    EXPECT_EQ(interactions[0].status, Status::passed);
    EXPECT_EQ(interactions[1].status, Status::failed);
    EXPECT_EQ(verdict(outcome.result), Verdict::broken);
}

TEST(Verify, KeepsTheExchangeOnlyOfWhatFailed) {
    Provider provider;
    const auto outcome = run(contract(get("a", "/a") + "," + get("b", "/missing")), {}, *provider.client);
    const auto& interactions = outcome.result.contracts.at(0).interactions;
    EXPECT_FALSE(interactions[0].exchange);
    ASSERT_TRUE(interactions[1].exchange);
    EXPECT_EQ(interactions[1].exchange->response.status, 404);
    EXPECT_EQ(interactions[1].place, "web-shop.json:1");
}

TEST(Verify, SendsEachRequestOnce) {
    Provider provider;
    provider.answer.status = 503;
    (void)run(contract(get("a", "/a")), {}, *provider.client);
    EXPECT_EQ(provider.calls, std::vector<std::string>{"GET /a"});
}

TEST(Verify, SetsStatesBeforeAndTearsDownAfter) {
    Provider provider;
    VerificationSettings settings;
    settings.states = recording_handler(provider.calls);
    settings.teardown = true;
    (void)run(contract(get("a", "/a", R"(,"providerStates":[{"name":"s1"},{"name":"s2"}])")), settings,
              *provider.client);
    EXPECT_EQ(provider.calls,
              (std::vector<std::string>{"setup s1", "setup s2", "GET /a", "teardown s1", "teardown s2"}));
}

TEST(Verify, SendsNothingWhenAStateCouldNotBeSet) {
    Provider provider;
    VerificationSettings settings;
    settings.states = recording_handler(provider.calls, "setup s1");
    settings.teardown = true;
    const auto outcome =
        run(contract(get("a", "/a", R"(,"providerStates":[{"name":"s1"}])")), settings, *provider.client);
    EXPECT_EQ(provider.calls, std::vector<std::string>{"setup s1"});
    const auto& result = outcome.result.contracts.at(0).interactions.at(0);
    EXPECT_EQ(result.status, Status::not_run);
    ASSERT_TRUE(result.obstacle);
    EXPECT_EQ(result.obstacle->kind, ObstacleKind::state_setup);
    EXPECT_EQ(verdict(outcome.result), Verdict::could_not_find_out);
}

TEST(Verify, TakesAFailedTearDownAsAnObstacle) {
    Provider provider;
    VerificationSettings settings;
    settings.states = recording_handler(provider.calls, "teardown s1");
    settings.teardown = true;
    const auto outcome =
        run(contract(get("a", "/a", R"(,"providerStates":[{"name":"s1"}])")), settings, *provider.client);
    const auto& result = outcome.result.contracts.at(0).interactions.at(0);
    ASSERT_TRUE(result.obstacle);
    EXPECT_EQ(result.obstacle->kind, ObstacleKind::state_teardown);
}

TEST(Verify, TakesAStateThatNothingHandlesAsAnObstacleOfItsOwn) {
    for (const auto action : {StateAction::setup, StateAction::teardown}) {
        Provider provider;
        VerificationSettings settings;
        settings.states = [action](const StateChange& change) -> Result<json::Object> {
            if (change.action == action) return missing_in_program(change, "handle(...)");
            return json::Object{};
        };
        settings.teardown = true;
        const auto outcome =
            run(contract(get("a", "/a", R"(,"providerStates":[{"name":"s1"}])")), settings, *provider.client);
        const auto& result = outcome.result.contracts.at(0).interactions.at(0);
        ASSERT_TRUE(result.obstacle);
        EXPECT_EQ(result.obstacle->kind, ObstacleKind::state_missing);
        EXPECT_EQ(verdict(outcome.result), Verdict::could_not_find_out);
    }
}

TEST(Verify, WarnsWhenNothingSetsStates) {
    Provider provider;
    const auto outcome =
        run(contract(get("a", "/a", R"(,"providerStates":[{"name":"s1"}])")), {}, *provider.client);
    EXPECT_EQ(outcome.result.warnings,
              std::vector<std::string>{
                  "1 interaction needs a provider state, but nothing sets it up; pass --state-change-url or "
                  "--state-command"});
    EXPECT_EQ(verdict(outcome.result), Verdict::verified);
}

TEST(Verify, PutsHandlersValuesIntoTheRequest) {
    Provider provider;
    VerificationSettings settings;
    settings.states = [](const StateChange&) -> Result<json::Object> { return json::Object{{"id", 42}}; };
    (void)run(
        contract(
            R"({"type":"Synchronous/HTTP","description":"a","providerStates":[{"name":"s"}],"request":{"path":"/p/1",
        "generators":{"path":{"type":"ProviderState","expression":"/p/${id}"}}},"response":{"status":200}})"),
        settings, *provider.client);
    EXPECT_EQ(provider.calls, std::vector<std::string>{"GET /p/42"});
}

TEST(Verify, PutsTheBasePathBeforeAndReplacesHeaders) {
    Provider provider;
    VerificationSettings settings;
    settings.endpoint.base_path = "/api";
    settings.headers = {{"x-tenant", "acme"}};
    CollectedContracts collected;
    collected.contracts.push_back(
        contract(R"({"type":"Synchronous/HTTP","description":"a","request":{"path":"/a",
        "query":{"q":["1"]},"headers":{"X-Tenant":["other"]}},"response":{"status":200}})"));
    FakeClock clock;
    SeededRandom random(1);
    (void)verify(std::move(collected), settings, *provider.client, clock, random);
    EXPECT_EQ(provider.calls, std::vector<std::string>{"GET /api/a?q=1"});
    EXPECT_EQ(provider.requests.at(0).headers.all("X-Tenant"), std::vector<std::string>{"acme"});
    EXPECT_EQ(provider.requests.at(0).headers.value_or("Accept", ""), "*/*");
}

TEST(Verify, SendsParametersInTheOrderOfTheirNames) {
    Provider provider;
    (void)run(contract(R"({"type":"Synchronous/HTTP","description":"a","request":{"path":"/a",
        "query":{"z":["2","1"],"a b":["x y"],"flag":[null],"B":["&"]}},"response":{"status":200}})"),
              {}, *provider.client);
    EXPECT_EQ(provider.calls, std::vector<std::string>{"GET /a?B=%26&a+b=x+y&flag&z=2&z=1"});
}

TEST(Verify, SendsTheParametersOfAnOldContractInTheOrderOfTheirNames) {
    const std::string text = R"({"consumer":{"name":"web"},"provider":{"name":"shop"},"interactions":[
        {"description":"a","request":{"method":"get","path":"/a","query":"z=2&a=1&z=1"},"response":{"status":200}}],
        "metadata":{"pactSpecification":{"version":"1.0.0"}}})";
    auto read = format::read_contract(text, "web-shop.json");
    ASSERT_TRUE(read);
    Provider provider;
    (void)run({"web-shop.json", text, std::move(read->contract), {}, std::nullopt}, {}, *provider.client);
    EXPECT_EQ(provider.calls, std::vector<std::string>{"GET /a?a=1&z=2&z=1"});
}

TEST(Verify, DoesNotFailForWhatIsPending) {
    Provider provider;
    const auto outcome = run(contract(get("a", "/missing", R"(,"pending":true)")), {}, *provider.client);
    EXPECT_EQ(outcome.result.contracts.at(0).interactions.at(0).status, Status::failed);
    EXPECT_EQ(verdict(outcome.result), Verdict::verified);
    EXPECT_FALSE(outcome.result.nothing);
}

TEST(Verify, HidesSecretHeadersInMismatches) {
    Provider provider;
    provider.answer.headers.set("Set-Cookie", "session=hunter2");
    const auto outcome =
        run(contract(R"({"type":"Synchronous/HTTP","description":"a","request":{},"response":{"status":200,
        "headers":{"Set-Cookie":["session=swordfish"]}}})"),
            {}, *provider.client);
    const auto& mismatches = outcome.result.contracts.at(0).interactions.at(0).mismatches;
    ASSERT_EQ(mismatches.size(), 1u);
    EXPECT_EQ(mismatches[0].expected, "***");
    EXPECT_EQ(mismatches[0].actual, "***");
    EXPECT_EQ(mismatches[0].sentence, "'Set-Cookie' is not as expected (its value is not shown)");
}

// What the contract expects is swordfish, what the provider gives hunter2.
constexpr const char* kWithSecrets =
    R"({"type":"Synchronous/HTTP","description":"a","request":{"method":"POST","path":"/a",
    "body":{"content":{"user":"me","password":"swordfish"},"contentType":"application/json"}},
    "response":{"status":200,"body":{"contentType":"application/json",
    "content":{"id":1,"token":"swordfish","keys":["swordfish"],"list":[{"secret":"swordfish"}],"text":"a"}}}})";

TEST(Verify, HidesSecretMembersOfBodies) {
    Provider provider;
    provider.answer.body =
        R"({"id":2,"token":"hunter2","keys":["hunter2"],"list":{"secret":"hunter2"},"text":{"secret":"hunter2"}})";
    const auto outcome = run(contract(kWithSecrets), {}, *provider.client);
    EXPECT_NE(provider.requests.at(0).body.find("swordfish"), std::string::npos);  // only what is shown

    const auto& interaction = outcome.result.contracts.at(0).interactions.at(0);
    ASSERT_TRUE(interaction.exchange);
    EXPECT_EQ(interaction.exchange->request.body, R"({"user":"me","password":"***"})");
    EXPECT_EQ(interaction.exchange->response.body,
              R"({"id":2,"token":"***","keys":"***","list":{"secret":"***"},"text":{"secret":"***"}})");
    std::string shown;
    for (const auto& mismatch : interaction.mismatches) {
        shown += mismatch.location + " " + mismatch.expected + " " + mismatch.actual + " " +
                 mismatch.sentence + "\n";
    }
    EXPECT_EQ(interaction.mismatches.size(), 5u) << shown;
    EXPECT_EQ(shown.find("swordfish"), std::string::npos) << shown;
    EXPECT_EQ(shown.find("hunter2"), std::string::npos) << shown;
    EXPECT_NE(shown.find("$.token *** *** '$.token' is not as expected (its value is not shown)\n"),
              std::string::npos)
        << shown;
    EXPECT_NE(shown.find("$.id 1 2 "), std::string::npos) << shown;
}

TEST(Verify, HidesSecretMembersBeforeItCutsABody) {
    Provider provider;
    provider.answer = {500, {}, "{\"password\":\"" + std::string(3u << 20, 'x') + "\",\"a\":1}"};
    const auto outcome = run(contract(get("a", "/a")), {}, *provider.client);
    EXPECT_EQ(outcome.result.contracts.at(0).interactions.at(0).exchange->response.body,
              R"({"password":"***","a":1})");
}

struct Selection {
    const char* name;
    const char* description;
    const char* state;
    bool no_state;
    std::vector<std::string> only;
    std::vector<std::string> calls;
};
class VerifySelection : public ::testing::TestWithParam<Selection> {};
TEST_P(VerifySelection, Sends) {
    const Selection& row = GetParam();
    VerificationSettings settings;
    if (*row.description != '\0') settings.filters.description = Regex::compile(row.description).value();
    if (*row.state != '\0') settings.filters.state = Regex::compile(row.state).value();
    settings.filters.no_state = row.no_state;
    settings.filters.only = row.only;
    Provider provider;
    (void)run(contract(get("one", "/1") + "," +
                       get("two", "/2", R"(,"providerStates":[{"name":"x"},{"name":"full moon"}])") + "," +
                       get("three", "/3", R"(,"providerStates":[{"name":"y"}])")),
              settings, *provider.client);
    EXPECT_EQ(provider.calls, row.calls);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, VerifySelection,
    ::testing::ValuesIn(std::vector<Selection>{
        {"Everything", "", "", false, {}, {"GET /1", "GET /2", "GET /3"}},
        {"PatternFoundAnywhereInTheDescription", "^t", "", false, {}, {"GET /2", "GET /3"}},
        {"AnyStateCounts", "", "moon", false, {}, {"GET /2"}},
        {"NoState", "", "", true, {}, {"GET /1"}},
        {"BothFilters", "o", "y|x", false, {}, {"GET /2"}},
        {"ByIdentifier", "", "", false, {"three"}, {"GET /3"}},
    }),
    [](const auto& row) { return row.param.name; });

TEST(Verify, EndsAtTheFirstFailureWhenAsked) {
    Provider provider;
    VerificationSettings settings;
    settings.end_at_first_failure = true;
    const auto outcome = run(contract(get("a", "/a") + "," + get("b", "/missing") + "," + get("c", "/c")),
                             settings, *provider.client);
    EXPECT_EQ(provider.calls, (std::vector<std::string>{"GET /a", "GET /missing"}));
    EXPECT_TRUE(outcome.result.ended_early);
    EXPECT_EQ(outcome.result.contracts.at(0).interactions.at(2).skipped_because, "--exit-on-first-error");
}

TEST(Verify, SaysThatAFilterLeftNothing) {
    Provider provider;
    VerificationSettings settings;
    settings.filters.only = {"nope"};
    const auto outcome = run(contract(get("a", "/a")), settings, *provider.client);
    ASSERT_TRUE(outcome.result.nothing);
    EXPECT_EQ(outcome.result.nothing->reason, NothingReason::filtered);
    EXPECT_EQ(verdict(outcome.result), Verdict::nothing_verified);
}

TEST(Verify, CutsLargeBodiesItKeeps) {
    Provider provider;
    provider.answer = {500, {}, std::string(3u << 20, 'x')};
    const auto outcome = run(contract(get("a", "/a")), {}, *provider.client);
    const auto& exchange = outcome.result.contracts.at(0).interactions.at(0).exchange;
    ASSERT_TRUE(exchange);
    EXPECT_EQ(exchange->response.body.size(), kMaxKeptBody);
    EXPECT_EQ(exchange->body_bytes, 3u << 20);
}

TEST(Verify, FiltersRequestsLast) {
    Provider provider;
    VerificationSettings settings;
    settings.headers = {{"Authorization", "Bearer old"}};
    settings.request_filter = [](http::Request& request) {
        request.headers.set("Authorization", request.headers.value_or("Authorization", "") + " and new");
        request.target += "?signed=1";
    };
    const auto outcome = run(contract(get("a", "/a")), settings, *provider.client);
    EXPECT_EQ(outcome.result.contracts[0].interactions[0].status, Status::passed);
    ASSERT_EQ(provider.requests.size(), 1u);
    EXPECT_EQ(provider.requests[0].target, "/a?signed=1");
    EXPECT_EQ(provider.requests[0].headers.value_or("Authorization", ""), "Bearer old and new");
}

}  // namespace
}  // namespace tally::verification
