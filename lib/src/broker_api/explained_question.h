// Why something can or cannot be deployed, with what to do about it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "broker_api/deployment_question.h"

namespace tally::broker_api {

struct ExplainedAction {
    std::string sentence;
    std::string command;  // "" where there is none
};

struct ExplainedEdge {
    std::string verdict;  // "OWED"
    bool blocks = false;
    std::string consumer, consumer_version;  // a version may be ""
    std::string provider, provider_version;  // the provider may be ""
    std::string because;
    std::vector<ExplainedAction> actions;  // any one of them clears it
};

struct ExplainedAnswer {
    std::optional<bool> deployable;
    std::vector<ExplainedEdge> edges;     // blocking ones first
    std::vector<ExplainedAction> repair;  // the least that clears everything that blocks
    std::vector<Notice> notices;
    json::Value document;
};

Result<ExplainedAnswer> explain_deployment(BrokerClient& broker, const DeploymentQuestion& question);

}  // namespace tally::broker_api
