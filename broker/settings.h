// The rules an operator may change, with the defaults of a fresh installation (docs: operating the broker).
#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "web/protection.h"

namespace tally {

struct WebhookSettings {
    std::vector<std::string> methods = {"POST"};
    std::vector<std::string> schemes = {"https"};
    std::vector<std::string> hosts;  // empty: all; see webhooks/host_list.h
    bool deny_private = false;       // refuse addresses in private networks
    std::vector<std::chrono::seconds> retry_schedule{
        std::chrono::seconds(10),  std::chrono::seconds(60),  std::chrono::seconds(120),
        std::chrono::seconds(300), std::chrono::seconds(600), std::chrono::seconds(1200)};
    std::vector<std::pair<int, int>> success_codes = {{200, 206}};  // first and last of each range
    std::chrono::milliseconds timeout{30000};  // of one attempt, from connecting to the end of the answer
    bool redact = true;                        // secrets in logs
    std::string user_agent;                    // empty: "Pact Broker v" and the version
    std::string signing_secret;                // empty: nothing is signed
};

struct Settings {
    std::vector<std::string> base_urls;  // how clients reach this broker; empty: as each request says
    bool allow_contract_modification = false;
    bool check_for_look_alike_names = true;
    bool auto_detect_main_branch = true;
    std::vector<std::string> main_branch_candidates = {"develop", "main", "master"};
    bool use_first_tag_as_branch = true;
    std::string badge_server;  // draws badges, as https://img.shields.io does; empty: the broker does
    bool create_deployed_versions_for_tags = true;
    std::chrono::seconds first_tag_as_branch_limit{10};
    web::Protection protection;
    WebhookSettings webhooks;
};

}  // namespace tally
