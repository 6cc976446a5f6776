#include "verification/state_command.h"

#include <gtest/gtest.h>

namespace tally::verification {
namespace {

Result<json::Object> run(const std::string& command, model::ProviderState state = {"order 42 exists", {}},
                         StateAction action = StateAction::setup,
                         std::chrono::milliseconds deadline = std::chrono::seconds(20)) {
    const std::string consumer = "web shop";
    return state_command_handler({command, deadline})({state, action, consumer});
}

std::string text(const Result<json::Object>& result) {
    return result ? json::to_text(json::sorted(*result)) : result.error().text();
}

TEST(StateCommand, IsGivenTheStateAsJsonOnItsInput) {
    const auto values = run("read -r line && printf '{\"got\":%s}' \"$line\"", {"a", {{"id", 1}}});
    EXPECT_EQ(text(values),
              R"({"got":{"action":"setup","consumer":"web shop","params":{"id":1},"state":"a"}})");
}

TEST(StateCommand, IsGivenTheStateInItsEnvironment) {
    const auto values = run(
        R"(printf '{"all":"%s|%s|%s","params":%s}' "$TALLY_STATE" "$TALLY_STATE_ACTION" "$TALLY_CONSUMER" "$TALLY_STATE_PARAMS")",
        {"a b", {{"name", "x"}}}, StateAction::teardown);
    EXPECT_EQ(text(values), R"({"all":"a b|teardown|web shop","params":{"name":"x"}})");
}

TEST(StateCommand, GivesValuesOnlyWhenItPrintsAnObject) {
    EXPECT_EQ(text(run("echo '{\"id\": 42}'")), R"({"id":42})");
    for (const char* command : {"echo hello", "echo '[1]'", "true", "cat > /dev/null; printf '{\"a\":'"})
        EXPECT_EQ(text(run(command)), "{}") << command;
}

TEST(StateCommand, ThatFailsIsToldWithWhatItSaid) {
    EXPECT_EQ(
        text(run("echo ignored; echo 'no table orders' >&2; exit 3")),
        "setting up state 'order 42 exists' (state command): the state command ended with exit code 3: no "
        "table orders; make the command end with 0 for this state, or with 64 when it does not know it");
}

TEST(StateCommand, HidesSecretsAndControlCharactersOfWhatItSaid) {
    const auto failed = run(R"(printf '{"password":"hunter2"}\033[2J' >&2; exit 1)");
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().what, R"(the state command ended with exit code 1: {"password":"***"}\x1b[2J)");
}

TEST(StateCommand, ThatDoesNotKnowTheStateIsToldWithTheBranchToAdd) {
    const auto missing = run("exit 64", {"it's 5 o'clock", {}});
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::not_found);
    EXPECT_EQ(missing.error().remedy,
              R"(add a branch to the command's case "$TALLY_STATE":  'it'\''s 5 o'\''clock') ... ;;)");
}

TEST(StateCommand, ThatCannotBeRunIsNoMissingState) {
    const auto failed = run("/no/such/program-anywhere");
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, ErrorCode::io);
    EXPECT_EQ(failed.error().remedy, "check --state-command: it cannot be run");
}

TEST(StateCommand, EndsAtItsDeadline) {
    const auto failed = run("sleep 60", {"a", {}}, StateAction::setup, std::chrono::milliseconds(50));
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, ErrorCode::timed_out);
    EXPECT_EQ(failed.error().what, "the state command took longer than 50 ms and was killed");
}

TEST(StateCommand, IsToldTheSignalThatEndedIt) {
    EXPECT_NE(text(run("kill -9 $$")).find("ended with signal 9"), std::string::npos);
}

TEST(StateCommand, GetsLongParametersOnItsInputAlone) {
    const auto values =
        run("test -z \"${TALLY_STATE_PARAMS+set}\" && cat | wc -c | sed 's/.*/{\"bytes\":&}/'",
            {"a", {{"long", std::string(1u << 20, 'x')}}});
    ASSERT_TRUE(values) << values.error().text();
    EXPECT_EQ(text(values).size(), std::string(R"({"bytes":1048678})").size()) << text(values);
}

TEST(StateCommand, RefusesNamesThatNoVariableCanHold) {
    const auto failed = run("true", {std::string("a\0b", 3), {}});
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, ErrorCode::unsupported);
}

TEST(StateCommand, IsNotRunWithoutAState) {
    EXPECT_EQ(text(run("exit 1", {"", {}})), "{}");
}

}  // namespace
}  // namespace tally::verification
