// The options of contract-broker that are about clean-ups: of the command `clean`, and of the schedule of a
// broker.
#pragma once

#include <optional>
#include <string>

#include "base/log.h"
#include "cleanup/clean_plan.h"
#include "cleanup/cron_schedule.h"
#include "tally/result.h"

namespace CLI {
class App;
}

namespace tally {

// contract-broker clean
struct CleanCommand {
    std::string database = "contract-broker.sqlite";
    cleanup::CleanPlan plan;
    bool dry_run = false;
    bool as_json = false;
    log::Level log_level = log::Level::warn;
};

// Of a broker that cleans up beside serving.
struct CleanSchedule {
    cleanup::CronSchedule when;
    cleanup::CleanPlan plan;
    bool dry_run = false;
};

// What CLI11 reads before it becomes one of these.
struct RawCleanOptions {
    bool enabled = false;
    std::string cron_schedule = "15 2 * * *";
    std::string keep_versions;
    std::string keep_branches;
    long long limit = 1000;
    int overwritten_max_age = 7;
    bool dry_run = false;
    std::string output = "text";
    bool json = false;
    std::string log_level = "warn";
    std::string database = "contract-broker.sqlite";
};

CLI::App& add_clean_command(CLI::App& app, RawCleanOptions& raw);
Result<CleanCommand> take_clean_command(const RawCleanOptions& raw);

void add_clean_schedule_options(CLI::App& app, RawCleanOptions& raw);
// Nothing where clean-ups are not enabled.
Result<std::optional<CleanSchedule>> take_clean_schedule(const RawCleanOptions& raw);

}  // namespace tally
