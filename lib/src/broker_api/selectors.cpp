#include "broker_api/selectors.h"

#include "base/text.h"

namespace tally::broker_api {

namespace {

Error invalid(const std::string& text, const std::string& why) {
    return {ErrorCode::invalid_input, "",
            "'" + text::shorten(text, 80) + "' is not a consumer version selector: " + why,
            R"(write a JSON object, for example '{"mainBranch": true}')"};
}

}  // namespace

Result<json::Array> parse_selectors(const std::vector<std::string>& texts) {
    json::Array selectors;
    for (const auto& text : texts) {
        auto value = json::parse(text);
        if (!value) return invalid(text, value.error().what);
        json::Array items;
        if (json::Array* several = value->array()) {
            items = std::move(*several);
        } else {
            items.push_back(std::move(*value));
        }
        for (auto& item : items) {
            if (!item.is_object()) return invalid(text, "it is not an object");
            selectors.push_back(std::move(item));
        }
    }
    return selectors;
}

json::Array selectors_from_tags(const std::vector<std::string>& tags) {
    json::Array selectors;
    for (const auto& tag : tags) selectors.push_back(json::Object{{"tag", tag}, {"latest", true}});
    return selectors;
}

}  // namespace tally::broker_api
