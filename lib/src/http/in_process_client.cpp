#include "http/client.h"
#include "http/refusal.h"

namespace tally::http {
namespace {

class InProcessClient final : public Client {
  public:
    explicit InProcessClient(Handler handler) : handler_(std::move(handler)) {}

    Result<Response> send(const std::string& origin, const Request& request, const Limits& limits) override {
        Response response = answer_safely(handler_, request);
        const bool has_no_body = request.method == "HEAD" || response.status == 204 || response.status == 304;
        if (has_no_body) response.body.clear();
        if (response.body.size() > limits.max_body) {
            return Error{ErrorCode::too_large, origin + std::string(request.path()),
                         "the response is larger than " + std::to_string(limits.max_body) + " bytes",
                         "raise the limit if this is expected"};
        }
        return response;
    }

  private:
    Handler handler_;
};

}  // namespace

std::unique_ptr<Client> in_process_client(Handler handler) {
    return std::make_unique<InProcessClient>(std::move(handler));
}

}  // namespace tally::http
