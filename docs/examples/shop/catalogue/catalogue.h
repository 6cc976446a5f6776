// The catalogue: products that can be read, searched and ordered over HTTP.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace httplib {
class Server;
}

namespace catalogue {

struct Product {
    int id = 0;
    std::string name;
    double price = 0;
};

// What can be wrong with it, to see who notices.
enum class Fault {
    none,
    prices_as_text,     // "price": "19.99"
    prices_below_zero,  // "price": -19.99
    // Two that show only now and then:
    prices_as_text_at_times,  // each fifth time
    states_taken_as_given     // one order and all are sold, but who asks for the same state again gets no new
                              // ones
};

class Catalogue {
  public:
    explicit Catalogue(Fault fault) : fault_(fault) {}

    // GET /products/{id}, GET /products?search=text, POST /orders, and POST /_states for tests.
    void serve_on(httplib::Server& server);

    void stock(const std::vector<Product>& products);  // in place of what is for sale

  private:
    std::string product_document(int id, int& status);
    std::string search_document(const std::string& text) const;
    std::string place_order(const std::string& wish, int& status, std::string& location);
    std::string set_state(const std::string& change, int& status);

    const Fault fault_;
    std::string last_change_;
    int answers_ = 0;
    mutable std::mutex mutex_;  // guards what follows
    std::map<int, Product> products_;
    int last_order_ = 0;
};

}  // namespace catalogue
