#include "model/matching_rule.h"

namespace tally::model {
namespace {

struct NameOf {
    std::string_view operator()(const EqualityRule&) const { return "equality"; }
    std::string_view operator()(const RegexRule&) const { return "regex"; }
    std::string_view operator()(const TypeRule&) const { return "type"; }
    std::string_view operator()(const IncludeRule&) const { return "include"; }
    std::string_view operator()(const NumberRule&) const { return "number"; }
    std::string_view operator()(const IntegerRule&) const { return "integer"; }
    std::string_view operator()(const DecimalRule&) const { return "decimal"; }
    std::string_view operator()(const NullRule&) const { return "null"; }
    std::string_view operator()(const BooleanRule&) const { return "boolean"; }
    std::string_view operator()(const DateRule& rule) const {
        switch (rule.kind) {
            case DateKind::date:
                return "date";
            case DateKind::time:
                return "time";
            case DateKind::datetime:
                break;
        }
        return "datetime";
    }
    std::string_view operator()(const ContentTypeRule&) const { return "contentType"; }
    std::string_view operator()(const ValuesRule&) const { return "values"; }
    std::string_view operator()(const ArrayContainsRule&) const { return "arrayContains"; }
    std::string_view operator()(const StatusCodeRule&) const { return "statusCode"; }
    std::string_view operator()(const NotEmptyRule&) const { return "notEmpty"; }
    std::string_view operator()(const SemverRule&) const { return "semver"; }
    std::string_view operator()(const EachKeyRule&) const { return "eachKey"; }
    std::string_view operator()(const EachValueRule&) const { return "eachValue"; }
    std::string_view operator()(const UnknownRule& rule) const { return rule.name; }
};

}  // namespace

std::string_view rule_name(const MatchingRule& rule) {
    return std::visit(NameOf(), rule.kind);
}

bool operator==(const ArrayContainsVariant& a, const ArrayContainsVariant& b) {
    return a.index == b.index && a.rules == b.rules && a.generators == b.generators;
}
bool operator==(const EachKeyRule& a, const EachKeyRule& b) {
    return a.rules == b.rules && a.value == b.value && a.generator == b.generator;
}
bool operator==(const EachValueRule& a, const EachValueRule& b) {
    return a.rules == b.rules && a.value == b.value && a.generator == b.generator;
}

}  // namespace tally::model
