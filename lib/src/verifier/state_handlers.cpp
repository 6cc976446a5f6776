#include "verifier/state_handlers.h"

#include <exception>
#include <vector>

#include "base/text.h"
#include "recording/value_parts.h"
#include "verification/missing_state.h"
#include "verifier/cpp_text.h"

namespace tally::verifier {
namespace {

using verification::call_name;
using verification::StateAction;
using verification::StateChange;

Error missing(const StateChange& change, const std::map<std::string, StateHandlers>& handlers) {
    std::vector<std::string> names;
    for (const auto& [name, handler] : handlers) names.push_back(name);
    const std::string nearest = text::nearest(change.state.name, names);
    const std::string parameter = change.state.params.empty() ? "" : "(const tally::StateParams& params) ";
    Error error =
        verification::missing_in_program(change, ".state(" + cpp_literal(change.state.name) + ", [&]" +
                                                     parameter + (parameter.empty() ? " " : "") + "{ ... })");
    if (!nearest.empty()) error.what += ", only for '" + text::printable(nearest) + "'";
    return error;
}

Result<json::Object> values_of(const Values& values, const StateChange& change) {
    std::vector<recording::Mistake> mistakes;
    json::Object all;
    for (const Member& member : values)
        all.set(member.name, recording::document_parts(member.value, {}, mistakes).example);
    if (mistakes.empty()) return all;
    return Error{ErrorCode::invalid_input, call_name(change),
                 "its handler returned a value that is none: " + mistakes.front().text,
                 "correct the handler"};
}

}  // namespace

verification::StateHandler state_handler(const std::map<std::string, StateHandlers>& handlers) {
    return [&handlers](const StateChange& change) -> Result<json::Object> {
        if (change.state.name.empty()) return json::Object{};
        const auto found = handlers.find(change.state.name);
        if (found == handlers.end()) return missing(change, handlers);
        const auto& handler =
            change.action == StateAction::setup ? found->second.set_up : found->second.tear_down;
        if (!handler) return json::Object{};
        const StateParams params(json::to_text(change.state.params));
        try {
            return values_of(handler(params), change);
        } catch (const std::exception& problem) {
            return Error{
                ErrorCode::io, call_name(change),
                std::string("its handler threw: ") + text::printable(text::shorten(problem.what(), 300)),
                "correct the handler"};
        } catch (...) {
            return Error{ErrorCode::io, call_name(change),
                         "its handler threw something that is no std::exception", "correct the handler"};
        }
    };
}

}  // namespace tally::verifier
