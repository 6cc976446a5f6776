#include "verification/missing_state.h"

#include <utility>

#include "base/secrets.h"
#include "base/text.h"

namespace tally::verification {

namespace {

constexpr std::size_t kShownBytes = 200;

std::string shown(const std::string& text) {
    return text::printable(text::shorten(text, kShownBytes));
}

}  // namespace

Error missing_in_url(const StateChange& change, const std::string& query, std::string where,
                     std::string what) {
    const std::string asked =
        query.empty() ? masked_json(json::to_text(json::sorted(document_of(change)))) : query;
    return {ErrorCode::not_found, std::move(where), std::move(what),
            "let the provider handle POST " + shown(asked) +
                "; when it answers so to every state, check --state-change-url"};
}

Error missing_in_command(const StateChange& change, std::string where, std::string what) {
    return {ErrorCode::not_found, std::move(where), std::move(what),
            "add a branch to the command's case \"$TALLY_STATE\":  " +
                text::shell_quoted(shown(change.state.name)) + ") ... ;;"};
}

Error missing_in_program(const StateChange& change, const std::string& registration) {
    return {ErrorCode::not_found, call_name(change), "no handler for this state",
            "add one:  " + shown(registration)};
}

}  // namespace tally::verification
