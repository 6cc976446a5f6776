#include "tally/value.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <utility>

#include "recording/value_node.h"

namespace tally {
namespace {

using recording::ValueNode;

Value from_content(decltype(ValueNode::content) content) {
    ValueNode node;
    node.content = std::move(content);
    return recording::value_of(std::move(node));
}

Value from_scalar(json::Value scalar) {
    return from_content(std::move(scalar));
}

// The shortest text that reads back as the same number, and that says that it is a decimal.
std::string decimal_text(double value) {
    std::array<char, 40> buffer;
    const auto [end, failure] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    std::string text(buffer.data(), failure == std::errc() ? end : buffer.data());
    if (text.find_first_of(".e") == std::string::npos) text += ".0";
    return text;
}

}  // namespace

Value::Value() : Value(nullptr) {}
Value::Value(std::nullptr_t) : Value(from_scalar(json::Value())) {}
Value::Value(const char* text) : Value(text == nullptr ? Value() : Value(std::string(text))) {}
Value::Value(std::string text) : Value(from_scalar(std::move(text))) {}
Value::Value(std::string_view text) : Value(std::string(text)) {}
Value::Value(std::initializer_list<Member> members) : Value(object(std::vector<Member>(members))) {}
Value::Value(std::shared_ptr<const ValueNode> node) : node_(std::move(node)) {}

Value Value::array(std::vector<Value> items) {
    return from_content(std::move(items));
}
Value Value::object(std::vector<Member> members) {
    return from_content(std::move(members));
}

Value Value::of_boolean(bool value) {
    return from_scalar(value);
}
Value Value::of_integer(long long value) {
    return from_scalar(static_cast<std::int64_t>(value));
}
Value Value::of_unsigned(unsigned long long value) {
    return from_scalar(static_cast<std::uint64_t>(value));
}

Value Value::of_decimal(double value) {
    if (std::isfinite(value)) return from_scalar(json::Value::number(decimal_text(value)));
    ValueNode node;
    node.mistakes.push_back({Place(), "JSON has no infinite numbers and no NaN; write a finite number"});
    return recording::value_of(std::move(node));
}

const ValueNode& Value::node() const {
    return *node_;
}

}  // namespace tally

namespace tally::recording {

json::Kind kind_of(const ValueNode& node) {
    if (node.items() != nullptr) return json::Kind::array;
    if (node.members() != nullptr) return json::Kind::object;
    return node.scalar()->kind();
}

Value value_of(ValueNode node) {
    return Value(std::make_shared<const ValueNode>(std::move(node)));
}

}  // namespace tally::recording
