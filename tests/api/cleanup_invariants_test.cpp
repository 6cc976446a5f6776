// Whatever happened before, and wherever a clean-up ends: the database is right, and what is asked about
// versions that are left is answered as before.
#include <atomic>
#include <map>
#include <thread>

#include "api/cleanup_fixture.h"
#include "storage/test_database.h"

namespace tally::testing_support {

namespace {

class CleanupInvariants : public CleanupTest, public testing::WithParamInterface<int> {
  protected:
    void SetUp() override {
        for (const auto* name : {"test", "prod"}) environments_[name] = create_environment(name);
        post("/webhooks",
             R"({"events":[{"name":"contract_published"},{"name":"provider_verification_published"}],)"
             R"("request":{"method":"POST","url":"https://ci.example"}})");
    }

    void operate(Random& random) {
        clock_.advance(std::chrono::hours(random.between(0, 40)));
        const auto any = [&random](std::vector<std::string> choices) {
            return choices[static_cast<std::size_t>(
                random.between(0, static_cast<std::int64_t>(choices.size()) - 1))];
        };
        const auto name = any({"Foo", "Bar", "Web"}), number = any({"1", "2", "3", "4", "5", "6", "7", "8"});
        const auto provider = any({"Bar", "Web"}), branch = any({"main", "feat", "fix"}),
                   tag_name = any({"dev", "prod"});
        const auto url = "/pacticipants/" + name;
        const auto version = url + "/versions/" + number;
        const auto place = [&](const std::string& kind) {
            post(version + "/" + kind + "/environment/" + environments_[any({"test", "prod"})], "{}");
        };
        switch (random.between(0, 12)) {
            case 0:
                deliver();
                break;
            case 1:
            case 2:
                put(url + "/branches/" + branch + "/versions/" + number);
                break;
            case 3:
            case 4:
                put(version + "/tags/" + tag_name);
                break;
            case 5:
            case 6:
                publish(name, number, provider, "/" + any({"1", "2", "3"}));
                break;
            case 7:
            case 8:
            case 9:
                if (get("/pacts/provider/" + provider + "/consumer/" + name + "/version/" + number)
                        .status() == 200)
                    verify(name, number, provider, any({"1", "2", "3", "4"}), random.between(0, 2) != 0);
                break;
            case 10:
                place("deployed-versions");
                break;
            case 11:
                place("released-versions");
                break;
            default:
                remove(url + "/branches/" + branch + "/versions/" + number);
                remove(version + "/tags/" + tag_name);
        }
    }

    cleanup::CleanPlan any_plan(Random& random) {
        const cleanup::KeepSelectors choices = {{.latest = true},
                                                {.latest = true, .tag = cleanup::NameOrAny{}},
                                                {.latest = true, .branch = cleanup::NameOrAny{}},
                                                {.branch = cleanup::NameOrAny{"main"}},
                                                {.max_age = 10},
                                                {.latest = true, .main_branch = true}};
        cleanup::CleanPlan plan;
        plan.keep.clear();
        for (const auto& choice : choices) {
            if (random.between(0, 2) == 0) plan.keep.push_back(choice);
        }
        plan.keep = cleanup::with_what_is_in_environments(plan.keep);
        plan.keep_branches = {{{}, static_cast<int>(random.between(0, 20))}};
        plan.limit = random.between(1, 10);
        plan.overwritten_max_age = static_cast<int>(random.between(0, 10));
        return plan;
    }

    // What is said about the deployment of each version.
    std::map<std::string, std::string> answers() {
        std::vector<std::pair<std::string, std::string>> all;
        database_->read([&](storage::Transaction& transaction) {
            for (const auto& row : transaction.query("SELECT p.name, v.number FROM versions v "
                                                     "JOIN pacticipants p ON p.id = v.pacticipant_id"))
                all.emplace_back(row.text(0), row.text(1));
        });
        std::map<std::string, std::string> answers;
        for (const auto& [name, number] : all) {
            for (const auto& [environment, uuid] : environments_) {
                const auto reply = get("/can-i-deploy?pacticipant=" + name + "&version=" + number +
                                       "&environment=" + environment);
                answers[name + " " + number + " to " + environment] =
                    json::to_text(reply.at("summary")) + std::to_string(reply.size("matrix"));
            }
        }
        return answers;
    }

    void expect_same_answers(const std::map<std::string, std::string>& before) {
        for (const auto& [question, answer] : answers()) EXPECT_EQ(answer, before.at(question)) << question;
    }

    std::map<std::string, std::string> environments_;
};

TEST_P(CleanupInvariants, HoldAfterEveryCleanUp) {
    SeededRandom random(static_cast<std::uint64_t>(GetParam()));
    const int rounds = tests_run_on_postgres() ? 8 : 25;
    std::int64_t deleted = 0;
    for (int round = 0; round < rounds && !HasFailure(); ++round) {
        for (int i = 0; i < 25; ++i) operate(random);
        const auto before = answers();
        const auto placed = count("environment_versions");
        const auto plan = any_plan(random);
        const auto announced = dry_run(plan);
        const auto report = clean(plan);
        deleted += report.deleted.versions;
        EXPECT_EQ(announced.find("counts")->find("versionsToDelete")->integer(), report.deleted.versions);
        EXPECT_EQ(count("environment_versions"), placed);
        expect_same_answers(before);
        EXPECT_EQ(damage(), "") << "in round " << round;
    }
    EXPECT_GT(deleted, 0);
}
INSTANTIATE_TEST_SUITE_P(Seeds, CleanupInvariants, testing::Range(1, 4));

class CleanupEnded : public CleanupTest {
  protected:
    void SetUp() override {
        for (int i = 0; i < 30; ++i) {
            const auto number = std::to_string(i);
            publish("Foo", number, "Bar", "/" + number);
            verify("Foo", number, "Bar", number);
            put_on_branch("Foo", number, "main");
            tag("Foo", number, "dev");
        }
        plan_.keep = {{.latest = true}};
    }
    cleanup::CleanPlan plan_;
};

TEST_F(CleanupEnded, LeavesARightDatabaseAfterEachTransaction) {
    int transactions = 0;
    while (true) {
        int left = 1;  // ends after the first
        const auto report = cleanup::clean(*database_, clock_, plan_, [&](auto) { return --left > 0; });
        EXPECT_EQ(damage(), "");
        if (!report || !report->ended) break;
        ++transactions;
    }
    EXPECT_GE(transactions, 4);
    EXPECT_EQ(versions_left(), "Foo 29, Bar 29");
    EXPECT_EQ(count("contents"), 1);
}

TEST_F(CleanupEnded, AnErrorInTheMiddleLosesNothingElse) {
    int left = 2;
    EXPECT_THROW(cleanup::clean(*database_, clock_, plan_,
                                [&](auto) {
                                    if (--left == 0) throw storage::StorageError("the disk is gone");
                                    return true;
                                }),
                 storage::StorageError);
    EXPECT_EQ(damage(), "");
    clean(plan_);  // and nobody is in its way
    EXPECT_EQ(versions_left(), "Foo 29, Bar 29");
}

// Everybody publishes while clean-ups follow each other: every answer is a success, and what was published
// last is there.
TEST_F(CleanupEnded, ClientsGoOnMeanwhile) {
    constexpr int kVersions = 60;
    std::atomic<int> publishing = 3;
    std::atomic<int> refused = 0;
    std::vector<std::thread> clients;
    for (const std::string name : {"Web", "App", "Job"}) {
        post("/pacticipants", R"({"name":")" + name + R"("})");  // in this order
        clients.emplace_back([&, name] {
            for (int i = 1; i <= kVersions; ++i) {
                if (publish(name, std::to_string(i), "Bar", "/" + std::to_string(i % 7)).status() >= 300)
                    ++refused;
                if (put("/pacticipants/" + name + "/branches/main/versions/" + std::to_string(i)).status() >=
                    300)
                    ++refused;
            }
            --publishing;
        });
    }
    std::int64_t deleted = 0;
    do {
        deleted += clean(plan_).deleted.versions;
    } while (publishing > 0);
    for (auto& client : clients) client.join();
    deleted += clean(plan_).deleted.versions;
    EXPECT_EQ(refused, 0);
    EXPECT_EQ(versions_left(), "Foo 29, Bar 29, Web 60, App 60, Job 60");
    EXPECT_EQ(damage(), "");
    EXPECT_GE(deleted, 3 * (kVersions - 1));
}

}  // namespace

}  // namespace tally::testing_support
