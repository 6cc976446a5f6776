// Publishing the contracts of one consumer version.
#pragma once

#include <string>
#include <vector>

#include "broker_api/broker_client.h"

namespace tally::broker_api {

struct ContractToPublish {
    std::string consumer;
    std::string provider;
    std::string content;  // the file's text, sent as it is
};

struct Publication {
    std::string consumer;
    std::string version;
    std::string branch;  // may be empty
    std::vector<std::string> tags;
    std::string build_url;  // may be empty
    bool merge = false;     // with a contract of that version that is there already, instead of replacing it
    std::vector<ContractToPublish> contracts;
};

struct PublicationOutcome {
    bool accepted = false;
    std::vector<Notice> notices;
    std::vector<std::string> errors;  // why it was refused
    json::Value document;             // the answer; null when a refusal is no JSON
};

// All contracts are stored, or none. A refusal (400, 409) is an outcome; an Error means that nothing could be
// found out.
Result<PublicationOutcome> publish_contracts(BrokerClient& broker, const Publication& publication);

}  // namespace tally::broker_api
