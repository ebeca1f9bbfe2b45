// Folders of files that can be made again.
#include "core/base/files/cache_files.hpp"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <chrono>
#include <fstream>

#include "core/base/files/holder_lock.hpp"
#include "core/base/files/mapped_file.hpp"
#include "core/base/files/user_folder.hpp"
#include "tests/support/message_of.hpp"

using namespace priorscope;

class CacheFilesTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void theOldestGoFirst();
    void whatIsInUseStays();
    void onlyItsOwnFilesGo();
    void useIsRemembered();
    void mappingsShowTheBytes();
    void userFolders();

  private:
    std::filesystem::path at(const char* name) const { return m_folder->filePath(name).toStdString(); }
    /// A file of 100 bytes.
    std::filesystem::path add(const char* name, int hours_old) const {
        std::ofstream(at(name)) << std::string(100, name[0]);
        std::filesystem::last_write_time(
            at(name), std::filesystem::file_time_type::clock::now() - std::chrono::hours(hours_old));
        return at(name);
    }
    QStringList names() const { return QDir(m_folder->path()).entryList(QDir::Files, QDir::Name); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void CacheFilesTest::theOldestGoFirst() {
    add("a.kept", 2);
    add("b.kept", 4);
    add("c.kept", 1);
    add("d.kept", 3);
    trimCache(m_folder->path().toStdString(), ".kept", 400, {});
    QCOMPARE(names().size(), 4);
    trimCache(m_folder->path().toStdString(), ".kept", 399, {});
    QCOMPARE(names(), (QStringList{"a.kept", "c.kept", "d.kept"}));
    trimCache(m_folder->path().toStdString(), ".kept", 100, {});
    QCOMPARE(names(), (QStringList{"c.kept"}));
    trimCache(at("missing"), ".kept", 0, {});
}

void CacheFilesTest::whatIsInUseStays() {
    add("a.kept", 9);
    add("b.kept", 8);
    add("c.kept", 7);
    {
        const MappedFile mapped(at("b.kept"), "reading");
        QVERIFY(HolderLock::isHeld(at("b.kept")));
        trimCache(m_folder->path().toStdString(), ".kept", 0, at("a.kept"));
        QCOMPARE(names(), (QStringList{"a.kept", "b.kept"}));
    }
    trimCache(m_folder->path().toStdString(), ".kept", 0, at("a.kept"));
    QCOMPARE(names(), (QStringList{"a.kept"}));
}

void CacheFilesTest::onlyItsOwnFilesGo() {
    add("a.other", 99);
    add("b.kept.part-123-0", 25);
    add("c.kept.part-123-1", 1);
    std::filesystem::create_symlink(at("a.other"), at("link.kept"));
    std::filesystem::create_directory(at("folder.kept"));
    trimCache(m_folder->path().toStdString(), ".kept", 0, {});
    QCOMPARE(names(), (QStringList{"a.other", "c.kept.part-123-1", "link.kept"}));
    QVERIFY(std::filesystem::exists(at("folder.kept")));
}

void CacheFilesTest::useIsRemembered() {
    add("a.kept", 9);
    add("b.kept", 8);
    markUsed(at("a.kept"));
    markUsed(at("missing.kept"));
    trimCache(m_folder->path().toStdString(), ".kept", 100, {});
    QCOMPARE(names(), (QStringList{"a.kept"}));
}

void CacheFilesTest::mappingsShowTheBytes() {
    constexpr std::size_t kSize = 20000;  // pages have 4,096 bytes
    std::string text;
    for (std::size_t i = 0; i < kSize; ++i) {
        text += static_cast<char>('a' + i % 23);
    }
    std::ofstream(at("text")) << text;
    const auto shown = [&](std::uint64_t begin, std::uint64_t end) {
        const MappedFile part(at("text"), "reading", begin, end);
        return std::string(reinterpret_cast<const char*>(part.bytes().data()), part.bytes().size());
    };
    QCOMPARE(shown(0, kSize), text);
    QCOMPARE(shown(5000, 15000), text.substr(5000, 10000));
    QCOMPARE(shown(4096, 4097), text.substr(4096, 1));
    QCOMPARE(shown(7, 7), std::string());
    const MappedFile whole(at("text"), "reading");
    std::filesystem::remove(at("text"));
    QCOMPARE(whole.bytes().size(), kSize);
    QCOMPARE(static_cast<char>(whole.bytes()[kSize - 1]), text.back());
    std::ofstream(at("empty")).close();
    QVERIFY(MappedFile(at("empty"), "reading").bytes().empty());
    QVERIFY(messageOf([&] { MappedFile(at("empty"), "reading", 0, 1); }).contains("cut off"));
    QVERIFY(messageOf([&] { MappedFile(at("text"), "reading"); }).contains("No such file"));
    QVERIFY(messageOf([&] { MappedFile(at(""), "reading"); }).contains("not a regular file"));
}

void CacheFilesTest::userFolders() {
    const QByteArray home = qgetenv("HOME");
    qputenv("PRIORSCOPE_TEST_HOME", "/cache");
    QCOMPARE(userFolder("PRIORSCOPE_TEST_HOME", ".cache"), std::filesystem::path("/cache"));
    qputenv("HOME", "/home/someone");
    qputenv("PRIORSCOPE_TEST_HOME", "relative");  // to be ignored: XDG Base Directory Specification
    QCOMPARE(userFolder("PRIORSCOPE_TEST_HOME", ".cache"), std::filesystem::path("/home/someone/.cache"));
    qunsetenv("HOME");
    QCOMPARE(userFolder("PRIORSCOPE_TEST_HOME", ".cache"), std::filesystem::path());
    qputenv("HOME", home);
}

QTEST_APPLESS_MAIN(CacheFilesTest)
#include "cache_files_test.moc"
