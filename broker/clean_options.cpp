#include "clean_options.h"

#include <CLI/CLI.hpp>

#include "cli/command_line.h"

namespace tally {

namespace {

constexpr const char* kFooter =
    "Selectors:\n"
    "  A JSON list of objects; what fits everything that one of them says is kept. Of versions:\n"
    "  pacticipant         its name\n"
    "  branch, tag         a name, or true for any\n"
    "  latest              true: only the newest of these; with \"tag\": true of each tag, with a branch its "
    "head\n"
    "  max_age             in days\n"
    "  environment         the name of one that it is in now\n"
    "  deployed, released  true: to any environment now; such versions are always kept\n"
    "  main_branch         true: on the main branch\n"
    "  Of branches: branch (a name or a list of names) and max_age, of which one is enough.\n"
    "\n"
    "Example:\n"
    "  contract-broker clean --dry-run --keep-version-selectors '[{\"branch\": true, \"latest\": true}, "
    "{\"max_age\": "
    "30}]'\n"
    "\n"
    "Exit codes:\n"
    "  0   done, or another clean-up is under way\n"
    "  2   wrong usage: an option or its value\n"
    "  3   the database could not be opened, or failed\n"
    "  70  a bug in this program\n";

constexpr long long kMostRows = 1'000'000'000;
constexpr int kMostDays = 36500;

const std::string kVariables = "PACT_BROKER_DATABASE_CLEAN_";

// The options that both have, of which those of the schedule have the longer names.
struct Names {
    std::string keep_versions, keep_branches, limit, overwritten_max_age;
};
const Names kOfCommand = {"--keep-version-selectors", "--keep-branch-selectors", "--limit",
                          "--overwritten-max-age"};
const Names kOfSchedule = {"--database-clean-keep-version-selectors",
                           "--database-clean-keep-branch-selectors", "--database-clean-deletion-limit",
                           "--database-clean-overwritten-data-max-age"};

CLI::Option* with_variable(CLI::Option* option, const std::string& variable, const std::string& shown,
                           const char* group) {
    return option->envname(kVariables + variable)->option_text(shown)->group(group);
}

void add_plan_options(CLI::App& app, RawCleanOptions& raw, const Names& names, const char* group) {
    with_variable(app.add_option(
                      names.keep_versions, raw.keep_versions,
                      "Which versions are kept (the newest of each\npacticipant, tag and branch, what is in\n"
                      "environments, what is younger than 90 days)\n[PACT_BROKER_DATABASE_CLEAN_KEEP_VERSION_SELECTORS]"),
                  "KEEP_VERSION_SELECTORS", "JSON", group);
    with_variable(
        app.add_option(
            names.keep_branches, raw.keep_branches,
            "Which branches are kept beside main branches, with\nbranch, max_age or both; [] keeps all\n"
            "(updated within 90 days)\n[PACT_BROKER_DATABASE_CLEAN_KEEP_BRANCH_SELECTORS]"),
        "KEEP_BRANCH_SELECTORS", "JSON", group);
    with_variable(
        app.add_option(names.limit, raw.limit,
                       "How many versions, and of everything else, one\nclean-up deletes at most (1000)\n"
                       "[PACT_BROKER_DATABASE_CLEAN_DELETION_LIMIT]"),
        "DELETION_LIMIT", "N", group)
        ->check(CLI::Range(0LL, kMostRows));
    with_variable(
        app.add_option(
            names.overwritten_max_age, raw.overwritten_max_age,
            "How many days overwritten contracts, superseded\nresults and older deliveries of webhooks "
            "stay (7)\n[PACT_BROKER_DATABASE_CLEAN_OVERWRITTEN_DATA_MAX_AGE]"),
        "OVERWRITTEN_DATA_MAX_AGE", "DAYS", group)
        ->check(CLI::Range(0, kMostDays));
}

Result<cleanup::CleanPlan> take_plan(const RawCleanOptions& raw, const Names& names) {
    cleanup::CleanPlan plan;
    if (!raw.keep_versions.empty()) {
        auto keep = cleanup::read_keep_selectors(names.keep_versions, raw.keep_versions);
        if (!keep) return keep.error();
        plan.keep = cleanup::with_what_is_in_environments(std::move(*keep));
    }
    if (!raw.keep_branches.empty()) {
        auto keep = cleanup::read_keep_branch_selectors(names.keep_branches, raw.keep_branches);
        if (!keep) return keep.error();
        plan.keep_branches = std::move(*keep);
    }
    plan.limit = raw.limit;
    plan.overwritten_max_age = raw.overwritten_max_age;
    return plan;
}

}  // namespace

CLI::App& add_clean_command(CLI::App& app, RawCleanOptions& raw) {
    CLI::App& command = *app.add_subcommand("clean",
                                            "Delete what nobody needs any more: old versions, "
                                            "stale\nbranches, overwritten contracts and results");
    command.group("Commands");
    cli::set_up_help(command, kFooter);
    const char* group = "Options";
    command
        .add_option("--database", raw.database,
                    "The database, as of the broker; that may be running\n(contract-broker.sqlite) "
                    "[PACT_BROKER_DATABASE_URL]")
        ->envname("PACT_BROKER_DATABASE_URL")
        ->option_text("FILE|URL");
    command
        .add_flag("--dry-run", raw.dry_run,
                  "Only say what would be deleted\n[PACT_BROKER_DATABASE_CLEAN_DRY_RUN]")
        ->envname(kVariables + "DRY_RUN");
    add_plan_options(command, raw, kOfCommand, group);
    command.add_option("-o,--output", raw.output, "The form of what is printed (text)")
        ->option_text("text|json");
    command.add_flag("--json", raw.json, "The same as --output json");
    command
        .add_option("--log-level", raw.log_level,
                    "debug, info, warn, error or none (warn)\n[PACT_BROKER_LOG_LEVEL]")
        ->envname("PACT_BROKER_LOG_LEVEL")
        ->option_text("LEVEL");
    return command;
}

Result<CleanCommand> take_clean_command(const RawCleanOptions& raw) {
    auto plan = take_plan(raw, kOfCommand);
    if (!plan) return plan.error();
    const auto level = log::parse_level(raw.log_level);
    if (!level) return level.error();
    if (raw.output != "text" && raw.output != "json") {
        return Error{ErrorCode::invalid_input, "--output", "'" + raw.output + "' is not a form of output",
                     "give text or json"};
    }
    return CleanCommand{raw.database, std::move(*plan), raw.dry_run, raw.json || raw.output == "json",
                        *level};
}

void add_clean_schedule_options(CLI::App& app, RawCleanOptions& raw) {
    const char* group = "Clean-up";
    with_variable(app.add_option(
                      "--database-clean-enabled", raw.enabled,
                      "Delete what nobody needs any more, on a schedule\n(false; see contract-broker clean)\n"
                      "[PACT_BROKER_DATABASE_CLEAN_ENABLED]"),
                  "ENABLED", "BOOL", group);
    with_variable(
        app.add_option("--database-clean-cron-schedule", raw.cron_schedule,
                       "When, in UTC: minute, hour, day of the month, month,\nday of the week (15 2 * * *)\n"
                       "[PACT_BROKER_DATABASE_CLEAN_CRON_SCHEDULE]"),
        "CRON_SCHEDULE", "FIELDS", group);
    add_plan_options(app, raw, kOfSchedule, group);
    with_variable(
        app.add_option("--database-clean-dry-run", raw.dry_run,
                       "Only log what would be deleted (false)\n[PACT_BROKER_DATABASE_CLEAN_DRY_RUN]"),
        "DRY_RUN", "BOOL", group);
}

Result<std::optional<CleanSchedule>> take_clean_schedule(const RawCleanOptions& raw) {
    if (!raw.enabled) return std::optional<CleanSchedule>();
    auto when = cleanup::CronSchedule::read("--database-clean-cron-schedule", raw.cron_schedule);
    if (!when) return when.error();
    auto plan = take_plan(raw, kOfSchedule);
    if (!plan) return plan.error();
    return std::optional(CleanSchedule{std::move(*when), std::move(*plan), raw.dry_run});
}

}  // namespace tally
