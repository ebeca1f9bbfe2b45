#include "app/gui/start_page.hpp"

#include <QDir>
#include <QFileInfo>
#include <QVBoxLayout>

#include "widgets/theme/theme.hpp"

namespace priorscope {
namespace {

constexpr int kMostShown = 5;
constexpr int kWidth = 440;

}  // namespace

StartPage::StartPage(QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Metrics::kMargin, Metrics::kMargin, Metrics::kMargin, Metrics::kMargin);
    column->setSpacing(Metrics::kMargin);
    m_sentence = new QLabel(this);
    m_sentence->setProperty("role", "second");
    m_sentence->setAlignment(Qt::AlignCenter);
    m_sentence->setWordWrap(true);
    m_choices = new QWidget(this);
    m_choices->setMaximumWidth(kWidth);
    column->addStretch(1);
    column->addWidget(m_sentence);
    column->addWidget(m_choices, 0, Qt::AlignHCenter);
    column->addStretch(1);

    auto* choices = new QVBoxLayout(m_choices);
    choices->setContentsMargins(0, 0, 0, 0);
    choices->setSpacing(Metrics::kMargin);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(Metrics::kGap);
    m_open = new QPushButton(tr("Open folder…"), m_choices);
    m_open->setProperty("role", "primary");
    m_open->setToolTip(tr("Open a folder with Pascal VOC annotations (Ctrl+O)"));
    m_sample = new QPushButton(tr("Write sample dataset…"), m_choices);
    m_sample->setToolTip(
        tr("Write a small synthetic dataset to an empty folder and open it, to try the program"));
    buttons->addStretch(1);
    buttons->addWidget(m_open);
    buttons->addWidget(m_sample);
    buttons->addStretch(1);
    choices->addLayout(buttons);

    m_recent = new QWidget(m_choices);
    m_recent_rows = new QVBoxLayout(m_recent);
    m_recent_rows->setContentsMargins(0, 0, 0, 0);
    m_recent_rows->setSpacing(0);
    auto* heading = new QLabel(tr("Recent folders"), m_recent);
    heading->setProperty("role", "caption");
    heading->setFixedHeight(Metrics::kRow);
    m_recent_rows->addWidget(heading);
    choices->addWidget(m_recent);
    m_recent->hide();
    connect(m_open, &QPushButton::clicked, this, &StartPage::openRequested);
    connect(m_sample, &QPushButton::clicked, this, &StartPage::sampleRequested);
    setReading({});
}

void StartPage::setReading(const QString& folder) {
    m_sentence->setText(folder.isEmpty() ? tr("Open a folder with Pascal VOC annotations, or drop one here.")
                                         : tr("Reading %1…").arg(QFileInfo(folder).fileName()));
    m_choices->setVisible(folder.isEmpty());
}

void StartPage::setRecentFolders(const QStringList& folders) {
    qDeleteAll(recentButtons());
    for (const QString& folder : folders.mid(0, kMostShown)) {
        const QString path = QDir::toNativeSeparators(folder);
        auto* button = new QPushButton(m_recent);
        button->setProperty("role", "row");
        button->setText(button->fontMetrics()
                            .elidedText(path, Qt::ElideMiddle, kWidth - 2 * Metrics::kMargin)
                            .replace(QLatin1Char('&'), QStringLiteral("&&")));
        button->setToolTip(path);
        button->setAccessibleName(path);
        connect(button, &QPushButton::clicked, this, [this, folder] { Q_EMIT folderChosen(folder); });
        m_recent_rows->addWidget(button);
    }
    m_recent->setVisible(!folders.isEmpty());
}

QList<QPushButton*> StartPage::recentButtons() const {
    return m_recent->findChildren<QPushButton*>(QString(), Qt::FindDirectChildrenOnly);
}

}  // namespace priorscope
