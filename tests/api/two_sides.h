// A broker with an empty database and the model of it, told the same and asked the same.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "api/broker_fixture.h"
#include "api/model.h"
#include "api/operation.h"
#include "api/question.h"

namespace tally::testing_support {

struct Disagreement {
    std::string about;
    std::string broker, model;
    std::string text() const;
};

class TwoSides : public BrokerTest {
  public:
    explicit TwoSides(const Model::Rules& rules);
    ~TwoSides() override;

    bool is_ready() const { return broker_ != nullptr; }  // else the test is skipped
    Moment now() const { return model_.now; }
    std::optional<Disagreement> carry_out(const Operation& one);
    std::optional<Disagreement> ask(const Question& question);
    std::optional<Disagreement> compare_maintained_rows();

  private:
    // Whether each of the sides did it.
    struct Done {
        bool by_broker, by_model;
    };
    void TestBody() override {}
    static Settings settings_of(const Model::Rules& rules);
    static bool is_done(const Reply& reply) { return reply.status() < 300; }

    Done tell(const Operation& one);
    Done publish(const Operation& one);
    Done publish_all(const Operation& one);
    Done verify(const Operation& one);
    Done run(const Operation& one);
    Done put_webhook(const Operation& one);
    Done create_environment(const std::string& name);
    Done clean_up(const CleanUp& plan);
    Done post_result(const std::string& url, const Model::Publication& publication, const Operation& one,
                     bool wip, bool pending, const std::set<std::string>& consumer_versions);
    void expect_queued(const std::vector<Model::Delivery>& deliveries);
    // Sends what is due on both sides.
    std::optional<Disagreement> send_webhooks(const Operation& one);
    void complain_unless_same(const std::string& about, const std::string& broker, const std::string& model);
    std::string uuid_of(const std::string& environment) const;
    std::string with_uuids(std::string target) const;
    // Of the record of a deployment or release in a list of those that are current; "" without one.
    std::string current_record(const std::string& environment, const std::string& list,
                               const std::string& query);

    Model model_;
    std::map<std::string, std::string> uuids_;  // of environments
    std::vector<Model::Delivery> queued_;  // by the operation
    std::vector<std::string> complaints_;  // of parts of an operation
};

}  // namespace tally::testing_support
