#include "format/reading.h"

#include <algorithm>

#include "base/regex.h"
#include "base/text.h"

namespace tally::format {
namespace {

// Nobody reads more.
constexpr std::size_t kMaxWarnings = 100;

std::optional<Node> of_kind(const Node& parent, std::string_view name, json::Kind kind, Reading& reading) {
    std::optional<Node> node = parent.find(name);
    if (!node || node->value().is_null()) return std::nullopt;
    if (node->value().kind() == kind) return node;
    reading.warn(*node,
                 "'" + std::string(name) + "' is " + std::string(kind_with_article(node->value().kind())) +
                     " and is ignored",
                 "make it " + std::string(kind_with_article(kind)));
    return std::nullopt;
}

}  // namespace

std::optional<Node> Node::find(std::string_view name) const {
    const json::Object* object = value_->object();
    const json::Value* value = object ? object->find(name) : nullptr;
    if (!value) return std::nullopt;
    return Node(*value, *this, name, 0);
}

json::Pointer Node::pointer() const {
    json::Pointer pointer;
    for (const Node* node = this; node->parent_; node = node->parent_) {
        if (node->parent_->value().is_array()) {
            pointer.emplace_back(node->index_);
        } else {
            pointer.emplace_back(std::string(node->name_));
        }
    }
    std::reverse(pointer.begin(), pointer.end());
    return pointer;
}

std::string Reading::place(const json::Pointer& pointer, const json::Position& position) const {
    if (!text_.empty()) {
        const std::string numbers = std::to_string(position.line) + ':' + std::to_string(position.column);
        return name_.empty() ? numbers : std::string(name_) + ':' + numbers;
    }
    std::string place(name_);
    for (const auto& step : pointer) {
        const auto* name = std::get_if<std::string>(&step);
        place += '/' + (name ? *name : std::to_string(std::get<std::size_t>(step)));
    }
    return place;
}

void Reading::warn(const Node& node, std::string what, std::string remedy, WarningKind kind) {
    if (warnings_.size() == kMaxWarnings) {  // most files of many mistakes need no places for the rest
        ++further_warnings_;
        return;
    }
    warn(node.pointer(), std::move(what), std::move(remedy), kind);
}

void Reading::warn(json::Pointer pointer, std::string what, std::string remedy, WarningKind kind) {
    if (warnings_.size() == kMaxWarnings) {
        ++further_warnings_;
        return;
    }
    places_.push_back(std::move(pointer));
    warnings_.push_back({"", std::move(what), std::move(remedy), kind, places_.back()});
}

void Reading::refuse(const Node& node, std::string what, std::string remedy) {
    if (refusal_) return;
    const json::Pointer pointer = node.pointer();
    const json::Position position = text_.empty() ? json::Position() : json::locate(text_, pointer);
    refusal_ = Error{ErrorCode::invalid_input, place(pointer, position), std::move(what), std::move(remedy)};
}

void Reading::check_pattern(const Node& node, const std::string& pattern) {
    if (good_patterns_.contains(pattern)) return;
    const Result<Regex> regex = Regex::compile(pattern);
    if (regex) {
        good_patterns_.insert(pattern);
        return;
    }
    warn(node, regex.error().what, "correct the pattern: whatever the rule applies to fails until then",
         WarningKind::pattern);
}

Warnings Reading::take_warnings() {
    if (places_.empty()) return {};
    const std::vector<json::Position> positions =
        text_.empty() ? std::vector<json::Position>(places_.size()) : json::locate_all(text_, places_);
    for (std::size_t i = 0; i < places_.size(); ++i) warnings_[i].where = place(places_[i], positions[i]);
    places_.clear();
    if (further_warnings_ > 0) {
        warnings_.push_back({std::string(name_),
                             text::counted(further_warnings_, "further warning") + " of this document",
                             "correct the ones above first"});
        further_warnings_ = 0;
    }
    return std::move(warnings_);
}

std::optional<std::string> optional_string(const Node& parent, std::string_view name, Reading& reading) {
    const std::optional<Node> node = of_kind(parent, name, json::Kind::string, reading);
    if (!node) return std::nullopt;
    return *node->value().string();
}

std::optional<Node> optional_object(const Node& parent, std::string_view name, Reading& reading) {
    return of_kind(parent, name, json::Kind::object, reading);
}

std::optional<Node> optional_array(const Node& parent, std::string_view name, Reading& reading) {
    return of_kind(parent, name, json::Kind::array, reading);
}

bool optional_boolean(const Node& parent, std::string_view name, bool otherwise, Reading& reading) {
    const std::optional<Node> node = of_kind(parent, name, json::Kind::boolean, reading);
    return node ? *node->value().boolean() : otherwise;
}

std::string as_text(const json::Value& value) {
    return value.string() ? *value.string() : json::to_text(value);
}

std::string_view kind_with_article(json::Kind kind) {
    switch (kind) {
        case json::Kind::null:
            return "null";
        case json::Kind::boolean:
            return "a boolean";
        case json::Kind::integer:
            return "a whole number";
        case json::Kind::decimal:
            return "a decimal number";
        case json::Kind::string:
            return "a string";
        case json::Kind::array:
            return "an array";
        case json::Kind::object:
            return "an object";
    }
    return "";
}

}  // namespace tally::format
