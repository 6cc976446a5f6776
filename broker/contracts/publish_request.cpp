#include "contracts/publish_request.h"

#include "base/encoding.h"
#include "base/text.h"
#include "web/body_fields.h"

namespace tally::contracts {

namespace {

// Errors inside the array are reported under the array's own key, with the index in the text.
class ItemErrors {
  public:
    ItemErrors(web::ValidationErrors& errors, std::size_t index) : errors_(errors), index_(index) {}
    void add(const std::string& what) {
        ok_ = false;
        errors_.add_invalid("contracts", what + " (at index " + std::to_string(index_) + ")");
    }
    bool ok() const { return ok_; }

  private:
    web::ValidationErrors& errors_;
    std::size_t index_;
    bool ok_ = true;
};

std::string required_text(const json::Value& item, std::string_view name, ItemErrors& errors) {
    const auto* value = web::find_member(item, name);
    if (value == nullptr || value->is_null()) {
        errors.add(std::string(name) + " is missing");
        return {};
    }
    if (value->string() == nullptr) {
        errors.add(std::string(name) + " must be a string");
        return {};
    }
    if (web::is_blank(*value->string())) {
        errors.add(std::string(name) + " can't be blank");
        return {};
    }
    return *value->string();
}

void check_choice(const json::Value& item, std::string_view name, std::string_view only, ItemErrors& errors) {
    const auto value = required_text(item, name, errors);
    if (!value.empty() && value != only)
        errors.add(std::string(name) + " must be '" + std::string(only) + "'");
}

void check_name(const json::Value& document, const char* side, const std::string& expected,
                ItemErrors& errors) {
    const auto* party = document.find(side);
    const auto* name = party == nullptr ? nullptr : party->find("name");
    if (name == nullptr || name->is_null() || expected.empty()) return;
    if (name->string() != nullptr && *name->string() == expected) return;
    const auto found = name->string() != nullptr ? *name->string() : json::to_text(*name);
    errors.add(std::string(side) + " name in the contract ('" + found + "') must be equal to " + side +
               "Name ('" + expected + "')");
}

void decode_content(const json::Value& item, PublishRequest::Item& into, ItemErrors& errors) {
    const auto encoded = required_text(item, "content", errors);
    if (encoded.empty()) return;
    auto decoded = encoding::from_base64(encoded);
    if (!decoded) return errors.add("content could not be decoded: it must be base64 with padding");
    if (!text::is_valid_utf8(*decoded)) return errors.add("content is not UTF-8");
    auto document = json::parse(*decoded);
    if (!document) return errors.add("content could not be parsed as JSON: " + document.error().text());
    if (!document->is_object()) return errors.add("content must be a JSON object");
    into.content = prepare_content(*decoded, *document);
    into.document = std::move(*document);
}

std::optional<PublishRequest::Item> read_item(const json::Value& value, const std::string& pacticipant,
                                              ItemErrors errors) {
    if (!value.is_object()) return errors.add("must be an object"), std::nullopt;
    PublishRequest::Item item;
    const auto consumer = required_text(value, "consumerName", errors);
    item.provider = required_text(value, "providerName", errors);
    check_choice(value, "specification", "pact", errors);
    check_choice(value, "contentType", "application/json", errors);
    if (!consumer.empty() && !pacticipant.empty() && consumer != pacticipant) {
        errors.add("consumerName ('" + consumer + "') must be equal to pacticipantName ('" + pacticipant +
                   "')");
    }
    if (web::has_line_break(item.provider)) errors.add("providerName cannot contain new lines");
    const auto* on_conflict = web::find_member(value, "onConflict");
    if (on_conflict != nullptr && !on_conflict->is_null()) {
        const auto* choice = on_conflict->string();
        if (choice == nullptr || (*choice != "overwrite" && *choice != "merge")) {
            errors.add("onConflict must be 'overwrite' or 'merge'");
        } else if (*choice == "merge") {
            item.on_conflict = OnConflict::merge;
        }
    }
    decode_content(value, item, errors);
    check_name(item.document, "consumer", consumer, errors);
    check_name(item.document, "provider", item.provider, errors);
    return errors.ok() ? std::optional(std::move(item)) : std::nullopt;
}

}  // namespace

PublishRequest read_publish_request(const json::Value& body, web::ValidationErrors& errors) {
    PublishRequest request;
    request.pacticipant = web::read_text(body, "pacticipantName", {.required = true}, errors).value_or("");
    request.version =
        web::read_text(body, "pacticipantVersionNumber", {.required = true}, errors).value_or("");
    request.branch = web::read_text(body, "branch", {}, errors);
    request.tags = web::read_texts(body, "tags", {}, errors);
    request.build_url = web::read_text(body, "buildUrl", {.may_be_blank = true}, errors);

    const auto* contracts = web::find_member(body, "contracts");
    if (contracts == nullptr || contracts->is_null()) {
        errors.add_missing("contracts");
    } else if (!contracts->is_array()) {
        errors.add_invalid("contracts", "must be an array");
    } else {
        const auto& items = *contracts->array();
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (auto item = read_item(items[i], request.pacticipant, ItemErrors(errors, i))) {
                request.contracts.push_back(std::move(*item));
            }
        }
    }
    return request;
}

}  // namespace tally::contracts
