#include "property/generated_json.h"

namespace tally::property {

bool one_in(Random& random, std::int64_t count) {
    return random.between(1, count) == 1;
}

std::string any_name(Random& random) {
    static const std::vector<std::string> odd = {"a b", "it's", "1",   "*",     "\"", "@id",  "#text", "a.b",
                                                 "$",   "[0]",  "\\n", "größe", "名", "a/b~", "-",     "_"};
    if (one_in(random, 4)) return any_of(random, odd);
    return random.characters(static_cast<std::size_t>(random.between(1, 6)), "abcdefgh");
}

std::string any_text(Random& random) {
    static const std::vector<std::string> odd = {"",
                                                 " ",
                                                 "true",
                                                 "null",
                                                 "1",
                                                 "1.0",
                                                 "2020-02-29",
                                                 "<a/>",
                                                 "{\"a\":1}",
                                                 "\n\t\r",
                                                 "\x7f",
                                                 "größe",
                                                 "\xf0\x9f\x98\x80",
                                                 "a\\b\"c'd",
                                                 "text with %20 and + and &",
                                                 std::string("\x01")};
    if (one_in(random, 3)) return any_of(random, odd);
    return random.characters(static_cast<std::size_t>(random.between(1, 20)),
                             "abcdefghijklmnopqrstuvwxyz ABC 0123456789-:");
}

json::Value any_scalar(Random& random) {
    static const std::vector<std::string> numbers = {"0",
                                                     "-1",
                                                     "1.0",
                                                     "1.00",
                                                     "-0",
                                                     "1e3",
                                                     "1E-3",
                                                     "1.5",
                                                     "-2.25",
                                                     "9223372036854775807",
                                                     "-0.0",
                                                     "1e308",
                                                     "1e-400",
                                                     "18446744073709551615",
                                                     "123456789012345678901234567890.5"};
    switch (random.between(0, 5)) {
        case 0:
            return nullptr;
        case 1:
            return one_in(random, 2);
        case 2:
            return random.between(-1000, 1'000'000);
        case 3:
            return json::Value::number(any_of(random, numbers));
        default:
            return any_text(random);
    }
}

json::Object any_object(Random& random, std::size_t depth) {
    json::Object object;
    for (std::int64_t count = random.between(1, 5); count > 0; --count)
        object.set(any_name(random), any_value(random, depth > 0 ? depth - 1 : 0));
    return object;
}

json::Value any_value(Random& random, std::size_t depth) {
    if (depth == 0 || one_in(random, 2)) return any_scalar(random);
    if (one_in(random, 2)) return one_in(random, 8) ? json::Object{} : any_object(random, depth);
    json::Array items;
    for (std::int64_t count = random.between(0, 4); count > 0; --count)
        items.push_back(any_value(random, depth - 1));
    return items;
}

namespace {

void collect(const json::Value& value, json::Pointer& here, std::vector<json::Pointer>& found) {
    if (const json::Object* members = value.object()) {
        found.push_back(here);
        for (const json::Member& member : *members) {
            here.emplace_back(member.name);
            collect(member.value, here, found);
            here.pop_back();
        }
    } else if (const json::Array* items = value.array()) {
        for (std::size_t i = 0; i < items->size(); ++i) {
            here.emplace_back(i);
            collect((*items)[i], here, found);
            here.pop_back();
        }
    }
}

}  // namespace

std::vector<json::Pointer> objects_in(const json::Value& document) {
    std::vector<json::Pointer> found;
    json::Pointer here;
    collect(document, here, found);
    return found;
}

json::Value& value_at(json::Value& document, const json::Pointer& pointer) {
    json::Value* value = &document;
    for (const auto& step : pointer) {
        if (const auto* name = std::get_if<std::string>(&step))
            value = value->object()->find(*name);
        else
            value = &(*value->array())[std::get<std::size_t>(step)];
    }
    return *value;
}

}  // namespace tally::property
