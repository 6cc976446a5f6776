// A contract while a test writes it: plain notes with their lines, checked and turned into the model by
// model_from_draft() when it is run.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "recording/fault.h"
#include "tally/contract.h"
#include "tally/place.h"
#include "tally/value.h"

namespace tally::recording {

struct NamedValue {
    std::string name;
    Value value;
    Place place;
};

struct BodyDraft {
    bool is_json = true;
    Value json;
    std::string content;
    std::string content_type;
    Place place;
};

struct RequestDraft {
    std::string method;
    Value path;
    std::vector<NamedValue> query;
    std::vector<NamedValue> headers;
    std::optional<BodyDraft> body;
    Place place;
};

struct ResponseDraft {
    int status = 200;
    std::vector<NamedValue> headers;
    std::optional<BodyDraft> body;
    Place place;
    std::optional<Fault> fault = {};  // of the mock server alone, never of the contract
};

struct InteractionDraft {
    std::string description;
    std::vector<NamedValue> states;
    std::optional<RequestDraft> request;
    std::optional<ResponseDraft> response;
    Place place;
};

struct ContractDraft {
    std::string consumer;
    std::string provider;
    std::optional<std::string> folder;
    Specification specification = Specification::v4;
    std::vector<std::shared_ptr<InteractionDraft>> interactions;
    Place place;
};

}  // namespace tally::recording
