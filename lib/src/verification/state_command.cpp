#include "verification/state_command.h"

#include <utility>
#include <vector>

#include "base/process.h"
#include "base/secrets.h"
#include "base/text.h"
#include "verification/missing_state.h"

namespace tally::verification {

namespace {

constexpr std::size_t kLongestVariable = 100u << 10;  // Linux allows 128 KB
constexpr std::size_t kMaxOutput = 1u << 20;

bool fits_a_variable(const std::string& text) {
    return text.size() <= kLongestVariable && text.find('\0') == std::string::npos;
}

process::Given given_to(const StateChange& change) {
    json::Object document = document_of(change);
    document.set("consumer", change.consumer);
    process::Given given;
    given.input = json::to_text(json::sorted(document)) + "\n";
    given.variables = {{"TALLY_STATE", change.state.name},
                       {"TALLY_STATE_ACTION", std::string(action_name(change.action))},
                       {"TALLY_CONSUMER", change.consumer},
                       {"TALLY_STATE_PARAMS", ""}};
    std::string params = json::to_text(json::sorted(change.state.params));
    if (fits_a_variable(params))
        given.variables.back().value = std::move(params);
    else
        given.variables.pop_back();
    return given;
}

std::string said_by(const process::Output& output) {
    const std::string said = masked_json_inside(text::trim(output.errors));
    return said.empty() ? "" : ": " + text::printable(text::shorten(said, 300));
}

Error failed(const StateChange& change, const process::Output& output, const std::string& where) {
    const int code = output.exit_code;
    const std::string ending =
        code > 128 ? "signal " + std::to_string(code - 128) : "exit code " + std::to_string(code);
    if (code == kUnknownStateExitCode) {
        return missing_in_command(change, where,
                                  "the state command does not know it (" + ending + ")" + said_by(output));
    }
    return {ErrorCode::io, where, "the state command ended with " + ending + said_by(output),
            code == 126 || code == 127
                ? "check --state-command: it cannot be run"
                : "make the command end with 0 for this state, or with " +
                      std::to_string(kUnknownStateExitCode) + " when it does not know it"};
}

Result<json::Object> run_command(const StateCommandSettings& settings, const StateChange& change) {
    const std::string where = call_name(change) + " (state command)";
    if (!fits_a_variable(change.state.name) || !fits_a_variable(change.consumer)) {
        return Error{ErrorCode::unsupported, where, "the name of the state or the consumer fits no variable",
                     "give them shorter names without NUL characters, or use --state-change-url"};
    }
    auto output = process::run({"/bin/sh", "-c", settings.command},
                               {.deadline = settings.deadline, .max_output = kMaxOutput}, given_to(change));
    if (!output) {
        const bool too_late = output.error().code == ErrorCode::timed_out;
        return Error{
            too_late ? ErrorCode::timed_out : ErrorCode::io, where,
            too_late ? "the state command took longer than " + std::to_string(settings.deadline.count()) +
                           " ms and was killed"
                     : "the state command cannot be run: " + output.error().what,
            too_late ? "make it end sooner, or allow more with --request-timeout" : "check --state-command"};
    }
    if (output->exit_code != 0) return failed(change, *output, where);
    // Only a JSON object gives values; a command may print anything else
    auto values = json::parse(output->text);
    if (!values || !values->is_object()) return json::Object{};
    return std::move(*values->object());
}

}  // namespace

StateHandler state_command_handler(StateCommandSettings settings) {
    return [settings = std::move(settings)](const StateChange& change) -> Result<json::Object> {
        if (change.state.name.empty()) return json::Object{};
        return run_command(settings, change);
    };
}

}  // namespace tally::verification
