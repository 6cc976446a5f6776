// A version of a pacticipant with its tags and branches.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace tally::versions {

struct Version {
    std::int64_t id = 0;
    std::int64_t pacticipant_id = 0;
    std::string pacticipant;  // its name
    std::string number;
    std::int64_t position = 0;  // order of creation
    std::optional<std::string> build_url;
    std::string created_at;
    std::string updated_at;
    bool is_on_no_branch = false;  // known, since it was just created
};

struct Tag {
    std::string name;
    std::string created_at;
};

struct Branch {
    std::int64_t id = 0;
    std::int64_t pacticipant_id = 0;
    std::string name;
    std::string created_at;
    std::string updated_at;
};

// A branch as seen from one of its versions.
struct BranchMembership {
    std::string branch;
    bool is_head = false;
    std::string created_at;
    std::string updated_at;
};

}  // namespace tally::versions
