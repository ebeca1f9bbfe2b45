// COCO's results in their plainest form, which most programs write. Private to core/evaluation/saved.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace priorscope {

struct PlainResult {
    std::int64_t image_id = 0;
    std::int64_t category_id = 0;
    double score = 0.0;
    std::array<double, 4> bbox{};  ///< as it stands there
};

/// Goes through a JSON list of objects that have the keys of PlainResult, each once and in any order, numbers
/// for values, and nothing else. It stops at everything else, right or wrong: a reader of all of JSON then
/// has to read the list. Numbers become what that reader makes of them, the nearest double; some rare ones,
/// such as those with more digits than fit, are left to it too.
class PlainResults {
  public:
    static constexpr std::size_t kBehind = 16;

    /// @param list  must outlive this, and be followed by a 0 and kBehind - 1 bytes that may be read
    explicit PlainResults(std::string_view list) : m_at(list.data()), m_end(list.data() + list.size()) {}

    /// @return whether there was an item; if not, see isAtEnd()
    bool next(PlainResult& result);
    /// Whether all of the list has been read.
    bool isAtEnd() const { return m_is_at_end; }

  private:
    void skipBlanks();
    bool take(char expected);
    bool takeKey(std::size_t& key);
    bool takeValue(std::size_t key, PlainResult& result);
    bool takeInteger(std::int64_t& value);
    bool takeNumber(double& value);

    const char* m_at;
    const char* m_end;
    bool m_is_first = true;
    bool m_is_at_end = false;
    std::size_t m_likely_key = 0;
};

}  // namespace priorscope
