#include "cli/commands/can_i_deploy.h"

#include <unistd.h>

#include <chrono>
#include <memory>
#include <thread>

#include "base/text.h"
#include "cli/broker_verb.h"
#include "cli/command_line.h"
#include "cli/console.h"
#include "cli/deployment_question_options.h"

namespace tally::cli {

namespace {

using broker_api::DeploymentAnswer;

struct CanIDeployOptions {
    DeploymentQuestionOptions question;
    unsigned retries = 0;
    unsigned interval_seconds = 10;
    bool dry_run = false;
};

std::string shown_success(const std::optional<bool>& success) {
    if (!success) return "unknown";
    return *success ? "true" : "false";
}

std::string or_unknown(const std::string& text) {
    return text.empty() ? "unknown" : text;
}

// The rows with the addresses of their results as numbers, which stand below.
std::string matrix_table(const DeploymentAnswer& answer) {
    if (answer.rows.empty()) return "";
    std::vector<Row> rows;
    std::string results;
    std::size_t count = 0;
    for (const auto& row : answer.rows) {
        std::string number;
        if (!row.result_address.empty()) {
            number = std::to_string(++count);
            results += number + ". " + text::printable(row.result_address) + "\n";
        }
        rows.push_back({row.consumer, or_unknown(row.consumer_version), row.provider,
                        or_unknown(row.provider_version),
                        shown_success(row.success) + (row.ignored ? " [ignored]" : ""), number});
    }
    return text_table({"CONSUMER", "C.VERSION", "PROVIDER", "P.VERSION", "SUCCESS?", "RESULT"}, rows) +
           (results.empty() ? "" : "\nRESULTS\n" + results) + "\n";
}

std::string notices_text(const DeploymentAnswer& answer) {
    std::string all;
    for (const auto& notice : answer.notices) {
        all += notice_line(notice);
    }
    if (answer.notices.empty() && !answer.reason.empty()) all = text::printable(answer.reason) + "\n";
    return all.empty() ? all : all + "\n";
}

std::string verdict_text(const DeploymentAnswer& answer) {
    if (!answer.deployable) {
        const auto count = static_cast<std::size_t>(std::max<std::int64_t>(answer.unknown, 0));
        return "no: it is not known yet" +
               (count == 0 ? "" : "; missing: " + text::counted(count, "result")) + "\n";
    }
    return *answer.deployable ? "yes\n" : "no\n";
}

// Asks again while results are missing: a verification is running.
Result<DeploymentAnswer> ask_until_known(const BrokerSession& session,
                                         const broker_api::DeploymentQuestion& question,
                                         const CanIDeployOptions& options) {
    const bool tells = isatty(STDERR_FILENO) == 1;
    for (unsigned attempt = 0;; ++attempt) {
        auto answer = broker_api::ask_whether_deployable(session.broker, question);
        const bool is_unknown = answer && !answer->deployable;
        if (!is_unknown || attempt >= options.retries) {
            if (tells && attempt > 0) complain("\r\x1b[K");
            return answer;
        }
        if (tells) {
            complain("\rwaiting for " + text::counted(static_cast<std::size_t>(answer->unknown), "result") +
                     ": asked " + std::to_string(attempt + 1) + " of " +
                     std::to_string(options.retries + 1) + " times\x1b[K");
        }
        std::this_thread::sleep_for(std::chrono::seconds(options.interval_seconds));
    }
}

bool is_dry(const CanIDeployOptions& options) {
    return options.dry_run ||
           text::lower(environment_variable("PACT_BROKER_CAN_I_DEPLOY_DRY_RUN").value_or("")) == "true";
}

Result<ExitCode> answered(const CanIDeployOptions& options, const BrokerSession& session) {
    const auto question = question_of(options.question);
    if (!question) {
        print_error(question.error());
        return ExitCode::usage;
    }
    const auto answer = ask_until_known(session, *question, options);
    if (!answer) return answer.error();
    print_answer(session, answer->document,
                 matrix_table(*answer) + notices_text(*answer) + verdict_text(*answer));
    const bool yes = answer->deployable.value_or(false);
    if (!yes && !session.shows_document() && !options.question.to_main_branches)
        complain("try: contract why with the same options\n");
    return yes ? ExitCode::yes : ExitCode::no;
}

Result<ExitCode> run(const CanIDeployOptions& options, const BrokerSession& session) {
    auto code = answered(options, session);
    if (!code || *code != ExitCode::no || !is_dry(options)) return code;
    complain("note: this is a dry run, so the exit code is 0 all the same\n");
    return ExitCode::yes;
}

void add_waiting_options(CLI::App& command, CanIDeployOptions& options) {
    command
        .add_option("--retry-while-unknown", options.retries,
                    "Ask so many times more while results are missing (0)")
        ->option_text("N");
    command.add_option("--retry-interval", options.interval_seconds, "Seconds between these (10)")
        ->option_text("S");
    command.add_flag("--dry-run", options.dry_run,
                     "Exit with 0 whatever the answer is\n[PACT_BROKER_CAN_I_DEPLOY_DRY_RUN]");
}

void add_deploy_options(CLI::App& command, CanIDeployOptions& options) {
    add_question_options(command, options.question);
    add_waiting_options(command, options);
}

void add_merge_options(CLI::App& command, CanIDeployOptions& options) {
    options.question.to_main_branches = true;
    add_selector_options(command, options.question.selectors, SelectorOptions::versions_only);
    add_waiting_options(command, options);
}

}  // namespace

Command add_can_i_deploy(CLI::App& app) {
    return add_broker_verb<CanIDeployOptions>(
        app,
        {"can-i-deploy",
         "Ask whether versions can be deployed",
         "it can be deployed",
         "it cannot, or it is not known yet; or the broker refused the question",
         "can-i-deploy -a web-shop -e 4.2 --to-environment prod",
         {"table", "json"}},
        add_deploy_options, run);
}

Command add_can_i_merge(CLI::App& app) {
    return add_broker_verb<CanIDeployOptions>(
        app,
        {"can-i-merge",
         "Ask whether versions fit the main branches of the others",
         "it can be merged",
         "it cannot, or it is not known yet; or the broker refused the question",
         "can-i-merge -a web-shop -e 4.2",
         {"table", "json"}},
        add_merge_options, run);
}

}  // namespace tally::cli
