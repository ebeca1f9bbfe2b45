#include "core/base/text/interned_text.hpp"

#include <deque>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>

namespace priorscope {
namespace {

struct Pool {
    std::shared_mutex mutex;
    std::deque<std::string> texts{std::string()};  ///< never moves a text
    std::unordered_map<std::string_view, std::uint32_t> numbers{{texts.front(), 0}};
};

Pool& pool() {
    static Pool* const only = new Pool;  // outlives whatever a static object may hold
    return *only;
}

}  // namespace

InternedText::InternedText(std::string_view text) {
    if (text.empty()) {
        return;
    }
    Pool& texts = pool();
    {
        const std::shared_lock lock(texts.mutex);
        if (const auto known = texts.numbers.find(text); known != texts.numbers.end()) {
            m_number = known->second;
            return;
        }
    }
    const std::unique_lock lock(texts.mutex);
    if (const auto known = texts.numbers.find(text); known != texts.numbers.end()) {
        m_number = known->second;
        return;
    }
    m_number = static_cast<std::uint32_t>(texts.texts.size());
    texts.numbers.emplace(texts.texts.emplace_back(text), m_number);
}

const std::string& InternedText::text() const {
    Pool& texts = pool();
    const std::shared_lock lock(texts.mutex);
    return texts.texts[m_number];
}

}  // namespace priorscope
