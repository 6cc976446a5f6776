#include <algorithm>

#include "base/text.h"
#include "checking/finding_codes.h"
#include "checking/found.h"
#include "checking/looks_like.h"
#include "matching/select_rules.h"

namespace tally::checking {
namespace {

using namespace model;
using matching::RuleCursor;

// Everything the consumer sent: a value that is repeated from there is fixed by it.
std::string request_text(const Interaction& interaction) {
    const HttpExchange* http = interaction.http();
    if (!http) return "";
    std::string text = http->request.path + '\n' + http->request.body.bytes;
    for (const QueryParameter& parameter : http->request.query) {
        for (const auto& value : parameter.values) text += '\n' + value.value_or("");
    }
    constexpr std::size_t most = 64u << 10;  // it is searched for every value
    text.resize(std::min(text.size(), most));
    return text;
}

class Search {
  public:
    Search(const ContractParts& parts, const Part& part, FoundList& found)
        : parts_(parts), part_(part), request_(request_text(*part.interaction)), found_(found) {}

    void look_at(const json::Value& value, const RuleCursor& rules) {
        if (const json::Object* members = value.object()) {
            for (const json::Member& member : *members) {
                path_.steps.emplace_back(Field{member.name});
                look_at(member.value, rules.member(member.name));
                path_.steps.pop_back();
            }
        } else if (const json::Array* items = value.array()) {
            for (std::size_t i = 0; i < items->size(); ++i) {
                path_.steps.emplace_back(Index{i});
                look_at((*items)[i], rules.element(i));
                path_.steps.pop_back();
            }
        } else if (value.string() && !rules.rules()) {
            look_at_text(*value.string());
        }
    }

  private:
    void look_at_text(const std::string& text) {
        const bool is_timestamp = looks_like_timestamp(text);
        if (!is_timestamp && !looks_like_identifier(text)) return;
        if (request_.find(text) != std::string::npos) return;
        constexpr std::size_t max_shown = 60;
        const std::string shown = "'" + text::shorten(text, max_shown) + "' at " + to_text(path_);
        if (is_timestamp) {
            found_.add(codes::kTimestamp, parts_.body_place(part_, path_),
                       shown + " looks like a date or time, and no rule loosens it", "use a date matcher");
        } else {
            found_.add(codes::kIdentifier, parts_.body_place(part_, path_),
                       shown + " looks like a generated identifier, and no rule loosens it",
                       "use a regex or type matcher");
        }
    }

    const ContractParts& parts_;
    const Part& part_;
    std::string request_;
    FoundList& found_;
    PathExpression path_;
};

}  // namespace

void check_exact_values(const ContractParts& parts, FoundList& found) {
    for (const Part& part : parts.parts()) {
        if (!part.comes_from_provider || part.body().state != BodyState::present) continue;
        const auto value = json::parse(part.body().bytes);
        if (!value) continue;
        const matching::RuleTree rules(part.rules().body);
        Search(parts, part, found).look_at(*value, rules.root());
    }
}

}  // namespace tally::checking
