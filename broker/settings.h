// The rules an operator may change, with the defaults of a fresh installation (docs: operating the broker).
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "web/protection.h"

namespace tally {

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
};

}  // namespace tally
