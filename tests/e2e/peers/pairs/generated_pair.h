// An expectation as a contract file holds it, and what came: close enough that the verdict is not obvious.
#pragma once

#include <cstddef>
#include <string>

#include "base/json.h"
#include "base/random.h"
#include "http/message.h"
#include "model/spec_version.h"

namespace tally::pairs {

enum class Side { request, response, message };

struct Pair {
    std::size_t number = 0;
    Side side = Side::request;
    json::Object interaction;  // in the notation of the version; its description is the number
    http::Request came;        // for the side request
    http::Response answer;     // for the others; a message as a provider of messages sends it
};

// `number` is in the path, so that no other interaction of the file can be meant.
Pair any_pair(Random& random, model::SpecVersion version, Side side, std::size_t number);

json::Value contract_of(const std::vector<Pair>& pairs, model::SpecVersion version);

}  // namespace tally::pairs
