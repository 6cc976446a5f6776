// The questions that pipelines ask all day: in a number of statements that does not depend on how many others
// an application works with, and none of them reads through a table that grows with every build.
#include <ostream>
#include <set>

#include "api/broker_fixture.h"
#include "base/encoding.h"
#include "base/regex.h"
#include "storage/test_database.h"
#include "storage/watched_database.h"

namespace tally::testing_support {

namespace {

// Consumers of Hub, and as many providers. Statements are the same on both engines, so it is enough that one
// of them has many; a server takes its time to write all this for each question.
int partners() {
    return tests_run_on_postgres() ? 2 : 10;
}

struct HotQuestion {
    const char* name;
    const char* method;
    std::string target;
    std::string body;
    std::size_t most_statements;
    // Besides those in kHistory
    std::set<std::string> also_never_read_through = {};
    bool is_about_all = false;  // of what is current, so a small table may well be read as a whole
};

// Tables with a row for every build.
const std::set<std::string> kHistory = {
    "publications",
    "contents",
    "versions",
    "verifications",
    "newest_verifications",
    "proofs",
    "tags",
    "branch_versions",
    "branches",
    "deployed_versions",
    "released_versions",
    "triggered_webhooks",
};

void PrintTo(const HotQuestion& question, std::ostream* out) {
    *out << question.method << " " << question.target;
}

std::string publication(const std::string& version, const std::string& contract) {
    return R"({"pacticipantName":"Hub","pacticipantVersionNumber":")" + version +
           R"(","branch":"main","tags":["dev"],"contracts":[{"consumerName":"Hub","providerName":"P1",)"
           R"("specification":"pact","contentType":"application/json","content":")" +
           encoding::base64(contract) + "\"}]}";
}

std::optional<Regex::Found> found(std::string_view pattern, std::string_view text) {
    return Regex::compile_cached(pattern).value().first_in(text).value();
}

// The table that a line of a plan is about when it is of this kind; else "".
std::string table_in(const std::string& line, std::string_view kind) {
    const auto match = found(kind, line);
    return match ? match->groups.front().value_or("") : "";
}

// What a table is called in a statement: "publications p", "publications AS p", "publications".
std::set<std::string> names_in(std::string_view sql, const std::set<std::string>& tables) {
    std::set<std::string> names;
    while (const auto mention = found("([a-z_]+)(?: AS)? ([a-z_]+)?", sql)) {
        const auto table = mention->groups[0].value_or("");
        if (tables.count(table) != 0) {
            names.insert(table);
            if (mention->groups[1]) names.insert(*mention->groups[1]);
        }
        sql.remove_prefix(mention->start + mention->length);
    }
    return names;
}

using Plan = std::vector<std::string>;

// SQLite plans without knowing how much there is in a table, so an empty one is planned for like a full one.
// Beside reading through a table it must not read all that one application has in it. (For a maximum of
// positions it reads one row of those.)
std::string first_scan_by_sqlite(const Plan& plan, const std::string& sql,
                                 const std::set<std::string>& tables) {
    const auto names = names_in(sql, tables);
    const auto histories = names_in(sql, kHistory);
    for (const auto& line : plan) {
        if (names.count(table_in(line, "^SCAN ([a-z_]+)")) != 0) return line;
        const auto of_one = table_in(
            line, R"(^SEARCH ([a-z_]+) .*\((?:provider_id|consumer_id|pacticipant_id|branch_id)=\?\)$)");
        if (histories.count(of_one) != 0 && !line.ends_with(" (pacticipant_id=?)")) return line;
        if (line.find("AUTOMATIC") != std::string::npos) return line;  // reads it through to make an index
    }
    return "";
}

// PostgreSQL reads small tables as a whole whatever indexes there are. Told not to, it still does where none
// serves.
constexpr const char* kByKeys =
    "SET LOCAL enable_seqscan = off; SET LOCAL enable_mergejoin = off; SET LOCAL enable_hashjoin = off";

std::string first_scan_by_postgres(const Plan& plan, const std::set<std::string>& tables) {
    for (std::size_t i = 0; i < plan.size(); ++i) {
        if (tables.count(table_in(plan[i], "Seq Scan on ([a-z_]+)")) != 0) return plan[i];
        const auto by_index =
            table_in(plan[i], "Index (?:Only )?Scan (?:Backward )?using [a-z_]+ on ([a-z_]+)");
        if (tables.count(by_index) == 0) continue;
        const bool is_lookup = i + 1 < plan.size() && plan[i + 1].find("Index Cond:") != std::string::npos;
        if (!is_lookup) return plan[i];
    }
    return "";
}

class HotQuestions : public BrokerTest, public testing::WithParamInterface<HotQuestion> {
  public:
    static std::vector<HotQuestion> all();

  protected:
    HotQuestions() {
        if (database_ == nullptr) return;
        Settings settings;
        settings.check_for_look_alike_names = false;  // as it is for companies whose names are alike
        watched_ = std::make_unique<WatchedDatabase>(*database_);
        broker_ = std::make_unique<Broker>(*watched_, clock_, random_, settings);
    }

    void SetUp() override {
        const auto prod = create_environment("prod", true);
        for (int n = 1; n <= partners(); ++n) add_partner(std::to_string(n), prod);
        for (const auto* version : {"1", "2"}) {
            put_on_branch("Hub", version, "main");
            tag("Hub", version, "live");
        }
        deploy("Hub", "1", prod);
    }

    void add_partner(const std::string& n, const std::string& prod) {
        const auto consumer = "C" + n, provider = "P" + n;
        for (const std::string version : {"1", "2"}) {
            publish(consumer, version, "Hub", "/" + consumer + version);
            publish("Hub", version, provider, "/" + provider + version);
            verify("Hub", version, provider, version);
            if (version == "1") verify(consumer, version, "Hub", version);
            for (const auto& each : {consumer, provider}) {
                put_on_branch(each, version, "main");
                tag(each, version, "live");
            }
        }
        for (const auto& each : {consumer, provider}) deploy(each, "1", prod);
    }

    Plan plan_of(const NotedStatement& statement) {
        Plan plan;
        database_->read([&](storage::Transaction& transaction) {
            if (tests_run_on_postgres()) transaction.execute_script(kByKeys);
            const std::string explain = tests_run_on_postgres() ? "EXPLAIN " : "EXPLAIN QUERY PLAN ";
            for (const auto& row : transaction.query(explain + statement.sql, statement.parameters())) {
                plan.push_back(row.text(tests_run_on_postgres() ? 0 : 3));
            }
        });
        return plan;
    }

    std::unique_ptr<WatchedDatabase> watched_;
};

std::vector<HotQuestion> HotQuestions::all() {
    const std::string selected = "/matrix?q[][pacticipant]=Hub&q[][version]=2&latestby=cvp";
    return {
        {"CanIDeploy",
         "GET",
         "/can-i-deploy?pacticipant=Hub&version=2&environment=prod",
         "",
         20,
         {"environment_versions", "integrations", "pacticipants"}},
        {"MatrixToEnvironment",
         "GET",
         selected + "&environment=prod",
         "",
         20,
         {"environment_versions", "integrations", "pacticipants"}},
        {"MatrixToTag", "GET", selected + "&tag=live&latest=true", "", 20, {"tag_heads"}},
        {"MatrixToAllWithTag", "GET", selected + "&tag=live", "", 20},
        {"MatrixToMainBranches", "GET", selected + "&mainBranch=true&latest=true", "", 20, {"branch_heads"}},
        {"MatrixToLatest", "GET", selected + "&latest=true", "", 20},
        {"ForVerification",
         "POST",
         "/pacts/provider/Hub/for-verification",
         R"({"consumerVersionSelectors":[{"mainBranch":true},{"deployedOrReleased":true}],)"
         R"("providerVersionBranch":"main","includePendingStatus":true,"includeWipPactsSince":"2020-01-01"})",
         12,
         {"branch_heads", "environment_versions"}},
        {"ForVerificationOfTags",
         "POST",
         "/pacts/provider/Hub/for-verification",
         R"({"consumerVersionSelectors":[{"tag":"live","latest":true}],"providerVersionTags":["live"],)"
         R"("includePendingStatus":true,"includeWipPactsSince":"2020-01-01"})",
         12,
         {"branch_heads"}},
        {"ForVerificationByDefault", "POST", "/pacts/provider/Hub/for-verification", "{}", 8},
        {"Contract", "GET", "/pacts/provider/P1/consumer/Hub/version/2", "", 6},
        {"LatestContract", "GET", "/pacts/provider/P1/consumer/Hub/latest", "", 6},
        {"LatestContracts", "GET", "/pacts/provider/Hub/latest", "", 4},
        {"DashboardOfPair",
         "GET",
         "/dashboard/provider/P1/consumer/Hub",
         "",
         11,
         {"tag_heads", "branch_heads"}},
        {"DashboardOfAll", "GET", "/dashboard", "", 11, {}, true},
        {"Owed", "GET", "/providers/Hub/owed", "", 10},
        {"Publishing", "POST", "/contracts/publish", publication("3", contract("Hub", "P1", "/new")), 26},
        {"PublishingAgain", "POST", "/contracts/publish", publication("2", contract("Hub", "P1", "/P12")),
         22},
    };
}

TEST_P(HotQuestions, AreAskedInFewStatementsThatReadThroughNothing) {
    const auto& question = GetParam();
    watched_->take();
    const auto reply = send({question.method,
                             question.target,
                             {{"Content-Type", "application/json"}, {"Accept", "application/hal+json"}},
                             question.body,
                             ""});
    ASSERT_EQ(reply.status(), 200) << reply.response.body;
    const auto statements = watched_->take();
    EXPECT_GT(statements.size(), 0u);
    std::string all;
    for (const auto& statement : statements) all += statement.sql + "\n";
    EXPECT_LE(statements.size(), question.most_statements) << all;

    if (question.is_about_all && tests_run_on_postgres()) return;
    auto tables = question.also_never_read_through;
    tables.insert(kHistory.begin(), kHistory.end());
    for (const auto& statement : statements) {
        const auto plan = plan_of(statement);
        const auto scan = tests_run_on_postgres() ? first_scan_by_postgres(plan, tables)
                                                  : first_scan_by_sqlite(plan, statement.sql, tables);
        EXPECT_EQ(scan, "") << statement.sql;
    }
}

INSTANTIATE_TEST_SUITE_P(Rows, HotQuestions, testing::ValuesIn(HotQuestions::all()),
                         [](const auto& row) { return row.param.name; });

}  // namespace

}  // namespace tally::testing_support
