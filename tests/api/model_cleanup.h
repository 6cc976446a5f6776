// What a clean-up deletes, by the model.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/model.h"

namespace tally::testing_support {

// Everything that it says has to be true of a version that it keeps.
struct KeepVersions {
    std::string pacticipant = {}, environment = {};  // "": whichever
    std::optional<std::string> tag = std::nullopt, branch = std::nullopt;  // "": any
    bool latest = false, deployed = false, released = false, main_branch = false;
    std::optional<int> max_age = std::nullopt;  // in days
};

// Either is enough.
struct KeepBranches {
    std::vector<std::string> names = {};
    std::optional<int> max_age = std::nullopt;  // in days
};

struct CleanUp {
    std::vector<KeepVersions> keep;  // beside what is in environments
    std::vector<KeepBranches> keep_branches;
    int limit = 1000;  // of each kind
    int overwritten_max_age = 7;  // in days
};

// How many there are, or were.
struct Counts {
    std::int64_t versions = 0, publications = 0, contents = 0, results = 0, deliveries = 0, attempts = 0,
                 branches = 0;
    std::string text() const;
};

// What it reports.
struct CleanedUp {
    Counts overwritten, deleted, kept;
    std::string text() const;
};
CleanedUp clean_up(Model& model, const CleanUp& plan);

// What is said before about what it would delete.
struct Announced {
    std::int64_t versions = 0, versions_not_kept = 0;
    std::vector<std::int64_t> kept_by_selector = {};
    std::int64_t branches = 0, publications = 0, results = 0, contents = 0, deliveries = 0;
    std::string text() const;
};
Announced announce(const Model& model, const CleanUp& plan);

}  // namespace tally::testing_support
