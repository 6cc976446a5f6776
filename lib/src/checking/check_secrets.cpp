#include "base/secrets.h"
#include "checking/finding_codes.h"
#include "checking/found.h"
#include "checking/looks_like.h"

namespace tally::checking {
namespace {

using namespace model;

// Never says the value itself: findings end up in logs.
class Search {
  public:
    explicit Search(FoundList& found) : found_(found) {}

    // `noun` is "header 'Authorization'".
    void look_at(const json::Pointer& place, const std::string& noun, std::string_view name,
                 std::string_view value) {
        std::string_view form = secret_form(value);
        if (form.empty() && is_secret_name(name) && looks_random(value)) form = "a real secret";
        if (form.empty()) return;
        found_.add(codes::kSecret, place, "the value of " + noun + " looks like " + std::string(form),
                   "use an invented example with a rule for its form; revoke the secret if it was real");
    }

    // Everything inside, with `name` that of the nearest member.
    void look_inside(json::Pointer& place, std::string_view name, const json::Value& value) {
        if (value.string()) return look_at(place, "'" + std::string(name) + "'", name, *value.string());
        if (const json::Object* members = value.object()) {
            for (const json::Member& member : *members) {
                place.emplace_back(member.name);
                look_inside(place, member.name, member.value);
                place.pop_back();
            }
        } else if (const json::Array* items = value.array()) {
            for (std::size_t i = 0; i < items->size(); ++i) {
                place.emplace_back(i);
                look_inside(place, name, (*items)[i]);
                place.pop_back();
            }
        }
    }

    void look_at_headers(const json::Pointer& part, const std::vector<HeaderField>& headers) {
        for (const HeaderField& header : headers) {
            json::Pointer place = part;
            place.emplace_back("headers");
            place.emplace_back(header.name);
            for (const std::string& value : header.values)
                look_at(place, "header '" + header.name + "'", header.name, value);
        }
    }

    void look_at_query(const json::Pointer& part, const std::vector<QueryParameter>& query) {
        for (const QueryParameter& parameter : query) {
            json::Pointer place = part;
            place.emplace_back("query");
            place.emplace_back(parameter.name);
            for (const auto& value : parameter.values)
                look_at(place, "query parameter '" + parameter.name + "'", parameter.name,
                        value.value_or(""));
        }
    }

  private:
    FoundList& found_;
};

}  // namespace

void check_secrets(const Contract& contract, const ContractParts& parts, FoundList& found) {
    Search search(found);
    for (std::size_t i = 0; i < contract.interactions.size(); ++i) {
        for (const ProviderState& state : contract.interactions[i].provider_states) {
            json::Pointer place = parts.interactions()[i];
            place.emplace_back("providerStates");
            search.look_inside(place, "params", state.params);
        }
    }
    for (const Part& part : parts.parts()) {
        if (const auto* const* request = std::get_if<const Request*>(&part.content)) {
            search.look_at_headers(part.place, (*request)->headers);
            search.look_at_query(part.place, (*request)->query);
        } else if (const auto* const* response = std::get_if<const Response*>(&part.content)) {
            search.look_at_headers(part.place, (*response)->headers);
        } else {
            json::Pointer place = part.place;
            place.emplace_back("metadata");
            search.look_inside(place, "metadata", std::get<const MessagePart*>(part.content)->metadata);
        }
        if (part.body().state != BodyState::present) continue;
        json::Pointer place = parts.body_place(part, {});
        if (const auto value = json::parse(part.body().bytes))
            search.look_inside(place, "the body", *value);
        else
            search.look_at(place, "the body", "", part.body().bytes);
    }
}

}  // namespace tally::checking
