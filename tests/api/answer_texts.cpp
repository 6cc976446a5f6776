#include "api/answer_texts.h"

#include <algorithm>

namespace tally::testing_support {

std::string joined(std::vector<std::string> all) {
    std::string text;
    for (const auto& one : all) text += one + " ";
    return text;
}

std::string joined_sorted(std::vector<std::string> all) {
    std::sort(all.begin(), all.end());
    return joined(std::move(all));
}

std::string text_of(const json::Value& value, std::initializer_list<const char*> path) {
    const auto* at = &value;
    for (const auto* name : path) at = at == nullptr ? nullptr : at->find(name);
    return at == nullptr || at->string() == nullptr ? "" : *at->string();
}

std::vector<std::string> each_text(const Reply& reply, const char* list,
                                   std::initializer_list<const char*> path) {
    return each(reply, list, [path](const json::Value& one) { return text_of(one, path); });
}

std::string consumer_of(const std::string& title) {
    const auto begin = title.find("between ") + 8;
    auto text = title.substr(begin, title.find(") and") + 1 - begin);
    return text.erase(text.find(' '), 1);
}

}  // namespace tally::testing_support
