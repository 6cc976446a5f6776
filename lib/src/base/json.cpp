#include "base/json.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <stdexcept>

#include "base/json_number.h"
#include "base/json_object_index.h"

namespace tally::json {

namespace {

constexpr std::size_t kMembersWithoutIndex = 32;

// For a few members only: each is compared with each.
bool has_equal_names(const std::vector<Member>& members) {
    for (std::size_t i = 1; i < members.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (members[i].name == members[j].name) return true;
        }
    }
    return false;
}

}  // namespace

std::string_view kind_name(Kind kind) {
    switch (kind) {
        case Kind::null:
            return "Null";
        case Kind::boolean:
            return "Boolean";
        case Kind::integer:
            return "Integer";
        case Kind::decimal:
            return "Decimal";
        case Kind::string:
            return "String";
        case Kind::array:
            return "Array";
        case Kind::object:
            return "Object";
    }
    return "Null";
}

Object::Object() = default;
Object::Object(std::initializer_list<Member> members) {
    members_.reserve(members.size());
    for (const Member& member : members) set(member.name, member.value);
}
Object::Object(std::vector<Member> members) : members_(std::move(members)) {
    if (members_.size() <= kMembersWithoutIndex) {
        if (!has_equal_names(members_)) return;
        for (Member& member : std::exchange(members_, {})) set(std::move(member.name), std::move(member.value));
        return;
    }
    // In place: a copy would double what a large document costs.
    index_ = std::make_unique<Index>(members_.size());
    std::size_t kept = 0;
    for (Member& member : members_) {
        const std::size_t known = index_->find(members_, member.name);
        if (known != Index::npos) {
            members_[known].value = std::move(member.value);
            continue;
        }
        if (&member != &members_[kept]) members_[kept] = std::move(member);
        index_->add(members_, kept++);
    }
    members_.resize(kept);
    if (kept <= kMembersWithoutIndex) index_.reset();
}
Object::Object(const Object& other)
    : members_(other.members_), index_(other.index_ ? std::make_unique<Index>(*other.index_) : nullptr) {}
Object::Object(Object&&) noexcept = default;
Object& Object::operator=(const Object& other) {
    return *this = Object(other);
}
Object& Object::operator=(Object&&) noexcept = default;
Object::~Object() = default;

std::size_t Object::size() const {
    return members_.size();
}
bool Object::empty() const {
    return members_.empty();
}
const Member* Object::begin() const {
    return members_.data();
}
const Member* Object::end() const {
    return members_.data() + members_.size();
}
Member* Object::begin() {
    return members_.data();
}
Member* Object::end() {
    return members_.data() + members_.size();
}

std::size_t Object::position(std::string_view name) const {
    if (index_) return index_->find(members_, name);
    for (std::size_t i = 0; i < members_.size(); ++i) {
        if (members_[i].name == name) return i;
    }
    return Index::npos;
}

const Value* Object::find(std::string_view name) const {
    const std::size_t at = position(name);
    return at == Index::npos ? nullptr : &members_[at].value;
}

Value* Object::find(std::string_view name) {
    const std::size_t at = position(name);
    return at == Index::npos ? nullptr : &members_[at].value;
}

bool Object::contains(std::string_view name) const {
    return position(name) != Index::npos;
}

Value& Object::set(std::string name, Value value) {
    const std::size_t at = position(name);
    if (at != Index::npos) return members_[at].value = std::move(value);
    members_.push_back({std::move(name), std::move(value)});
    if (index_) {
        index_->add(members_, members_.size() - 1);
    } else if (members_.size() > kMembersWithoutIndex) {
        index_ = std::make_unique<Index>(members_);
    }
    return members_.back().value;
}

bool Object::erase(std::string_view name) {
    const std::size_t at = position(name);
    if (at == Index::npos) return false;
    members_.erase(members_.begin() + static_cast<std::ptrdiff_t>(at));
    index_ = members_.size() > kMembersWithoutIndex ? std::make_unique<Index>(members_) : nullptr;
    return true;
}

bool operator==(const Object& a, const Object& b) {
    if (a.size() != b.size()) return false;
    return std::all_of(a.begin(), a.end(), [&](const Member& member) {
        const Value* other = b.find(member.name);
        return other != nullptr && member.value == *other;
    });
}

Value::Value(std::int64_t value) : data_(Number{std::to_string(value), true}) {}
Value::Value(std::uint64_t value) : data_(Number{std::to_string(value), true}) {}

Value Value::number(std::string text) {
    if (!is_number_text(text)) throw std::logic_error("not the text of a JSON number: " + text);
    Value value;
    const bool is_integer = fits_64_bits(text);
    value.data_ = Number{std::move(text), is_integer};
    return value;
}

Kind Value::kind() const {
    switch (data_.index()) {
        case 0:
            return Kind::null;
        case 1:
            return Kind::boolean;
        case 2:
            return std::get<Number>(data_).is_integer ? Kind::integer : Kind::decimal;
        case 3:
            return Kind::string;
        case 4:
            return Kind::array;
        default:
            return Kind::object;
    }
}

const std::string* Value::number_text() const {
    const Number* number = std::get_if<Number>(&data_);
    return number ? &number->text : nullptr;
}

std::optional<std::int64_t> Value::integer() const {
    const Number* number = std::get_if<Number>(&data_);
    if (!number || !number->is_integer) return std::nullopt;
    std::int64_t value = 0;
    const char* end = number->text.data() + number->text.size();
    if (std::from_chars(number->text.data(), end, value).ec != std::errc()) return std::nullopt;
    return value;
}

std::optional<double> Value::as_double() const {
    const std::string* text = number_text();
    if (!text) return std::nullopt;
    double value = 0;
    if (std::from_chars(text->data(), text->data() + text->size(), value).ec == std::errc()) return value;
    // Out of range: too near to zero when the exponent is negative, else too far from it.
    const std::size_t exponent = text->find_first_of("eE");
    const bool tiny = exponent == std::string::npos
                          ? text->find_first_not_of("-0.") == std::string::npos ||
                                text->compare(0, 2, "0.") == 0 || text->compare(0, 3, "-0.") == 0
                          : (*text)[exponent + 1] == '-';
    const double rounded = tiny ? 0.0 : std::numeric_limits<double>::infinity();
    return text->front() == '-' ? -rounded : rounded;
}

const Value* Value::find(std::string_view name) const {
    const Object* members = object();
    return members ? members->find(name) : nullptr;
}

bool operator==(const Value& a, const Value& b) {
    if (a.kind() != b.kind()) return false;
    switch (a.kind()) {
        case Kind::null:
            return true;
        case Kind::boolean:
            return *a.boolean() == *b.boolean();
        case Kind::integer:
        case Kind::decimal:
            return equal_by_digits(*a.number_text(), *b.number_text());
        case Kind::string:
            return *a.string() == *b.string();
        case Kind::array:
            return *a.array() == *b.array();
        case Kind::object:
            return *a.object() == *b.object();
    }
    return false;
}

Value sorted(const Value& value) {
    if (const Array* items = value.array()) {
        Array result;
        result.reserve(items->size());
        for (const Value& item : *items) result.push_back(sorted(item));
        return result;
    }
    if (const Object* members = value.object()) {
        std::vector<const Member*> order;
        order.reserve(members->size());
        for (const Member& member : *members) order.push_back(&member);
        std::sort(order.begin(), order.end(),
                  [](const Member* a, const Member* b) { return a->name < b->name; });
        Object result;
        for (const Member* member : order) result.set(member->name, sorted(member->value));
        return result;
    }
    return value;
}

}  // namespace tally::json
