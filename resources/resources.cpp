// The resources themselves are generated; this unit only makes the library one.
namespace priorscope {
extern const char* const kResourcePrefix;
const char* const kResourcePrefix = ":/icons";
}  // namespace priorscope
