// Answers of a broker as short texts that can be compared.
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "api/broker_fixture.h"

namespace tally::testing_support {

std::string joined(std::vector<std::string> all);  // a blank after each
std::string joined_sorted(std::vector<std::string> all);

// The text at the end of these member names; "" without one.
std::string text_of(const json::Value& value, std::initializer_list<const char*> path);

// One text for each element of a list in the answer.
template <class Show>
std::vector<std::string> each(const Reply& reply, const char* list, Show show) {
    std::vector<std::string> all;
    const auto* elements = reply.at(list).array();
    if (elements == nullptr) return {"no " + std::string(list) + " in " + reply.response.body};
    for (const auto& one : *elements) all.push_back(show(one));
    return all;
}

std::vector<std::string> each_text(const Reply& reply, const char* list,
                                   std::initializer_list<const char*> path);

// "Foo(3)" of "Pact between Foo (3) and Bar".
std::string consumer_of(const std::string& title);

}  // namespace tally::testing_support
