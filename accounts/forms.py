"""Forms of accounts."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm

from accounts.models import User
from communes.choices import AgencyKind
from communes.models import Agency, Commune, Province
from contracts.roles import ROLES_OF_SCOPE, Role, Scope
from pages.fields import VietDateField
from pages.forms import SpeakingMixin, VietForm


class LoginForm(SpeakingMixin, AuthenticationForm):
    """Name and password; whether the machine is one's own."""

    error_messages = {
        "invalid_login": "Tên đăng nhập hoặc mật khẩu chưa đúng. Kiểm tra phím Caps Lock rồi nhập lại.",
        "inactive": "Tài khoản đã khóa. Liên hệ quản trị của đơn vị.",
    }
    remember = forms.BooleanField(
        label="Đây là máy dùng riêng của tôi",
        required=False,
        help_text="Không chọn trên máy dùng chung; phiên tự đóng sau 30 phút không thao tác.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Tên đăng nhập"
        self.fields["username"].error_messages["required"] = "Nhập tên đăng nhập"
        self.fields["password"].label = "Mật khẩu"
        self.fields["password"].error_messages["required"] = "Nhập mật khẩu"


def _password(label: str, **kwargs) -> forms.CharField:
    return forms.CharField(
        label=label, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), **kwargs
    )


PASSWORD_HINT = "Ít nhất 10 ký tự, không chỉ gồm chữ số, không giống tên của bạn."


class PasswordChangeForm(VietForm):
    """The old password and the new one twice."""

    old = forms.CharField(
        label="Mật khẩu hiện tại", strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )  # fmt: skip
    new = _password("Mật khẩu mới", help_text=PASSWORD_HINT)
    again = _password("Nhập lại mật khẩu mới")

    def clean(self):
        """Both typings must agree."""
        data = super().clean()
        if data.get("new") and data.get("again") and data["new"] != data["again"]:
            self.add_error("again", "Hai lần nhập mật khẩu mới chưa giống nhau. Nhập lại.")
        return data


class PasswordSetForm(VietForm):
    """A new password given by the administrator."""

    password = _password("Mật khẩu mới", help_text=PASSWORD_HINT)


class UserForm(VietForm):
    """An account and its unit."""

    full_name = forms.CharField(label="Họ và tên", max_length=100)
    title = forms.CharField(label="Chức vụ", max_length=100, required=False)
    scope = forms.ChoiceField(label="Phạm vi", choices=Scope.choices)
    province = forms.ModelChoiceField(
        Province.objects.none(),
        label="Tỉnh, thành phố",
        required=False,
        empty_label="Không chọn",
        help_text="Khi phạm vi là tỉnh.",
    )
    commune = forms.ModelChoiceField(
        Commune.objects.none(),
        label="Xã, phường, đặc khu",
        required=False,
        empty_label="Không chọn",
        help_text="Khi phạm vi là xã.",
    )
    agency = forms.ChoiceField(
        label="Cơ quan", required=False, help_text="Bắt buộc với vai trò cơ quan phối hợp.",
        choices=[("", "Không ghi"), *AgencyKind.choices],
    )  # fmt: skip
    email = forms.EmailField(label="Thư điện tử công vụ", required=False)
    phone = forms.CharField(label="Điện thoại", max_length=20, required=False)

    def __init__(self, *args, actor: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.actor = actor
        communes = Commune.objects.visible_to(actor).open().order_by("province_id", "official_order")
        self.fields["commune"].queryset = communes
        self.fields["province"].queryset = _provinces(actor)
        if actor.scope == Scope.COUNTRY:
            # 3.321 choices are no list to choose from.
            self.fields["commune"].widget = forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 5})
            self.fields["commune"].help_text = "Mã 5 chữ số, xem ở mục Đơn vị hành chính. Khi phạm vi là xã."
            self.fields["commune"].error_messages["invalid_choice"] = (
                "Không có xã, phường mang mã này. Xem lại mã."
            )
        if actor.scope != Scope.COUNTRY:
            self.fields["scope"].choices = [
                choice for choice in Scope.choices if choice[0] in (Scope.COMMUNE, actor.scope)
            ]

    def clean(self):
        """The unit that the scope needs, and no other."""
        data = super().clean()
        scope = data.get("scope")
        if scope == Scope.COMMUNE and not data.get("commune"):
            self.add_error("commune", "Chọn xã, phường, đặc khu.")
        if scope == Scope.PROVINCE and not data.get("province"):
            self.add_error("province", "Chọn tỉnh, thành phố.")
        data["commune"] = data.get("commune") if scope == Scope.COMMUNE else None
        data["province"] = data.get("province") if scope == Scope.PROVINCE else None
        data["agency"] = self._agency(data)
        return data

    def _agency(self, data: dict) -> Agency | None:
        """The agency of that kind in the chosen unit."""
        kind, commune, province = data.get("agency"), data["commune"], data["province"]
        if not kind or not (commune or province):
            return None
        rows = Agency.objects.visible_to(self.actor).filter(kind=kind, is_active=True, commune=commune)
        agency = rows.filter(province=commune.province_id if commune else province).first()
        if agency is None:
            self.add_error("agency", f"{commune or province} chưa có cơ quan này. Chọn cơ quan khác.")
        return agency


def _provinces(actor: User):
    rows = Province.objects.visible_to(actor)
    return rows if actor.scope == Scope.COUNTRY else rows.filter(pk=actor.province_id)


class UserCreateForm(UserForm):
    """A new account with its first password and roles."""

    username = forms.CharField(label="Tên đăng nhập", max_length=60, help_text="Ví dụ: cax.quangtrach.minh")
    roles = forms.MultipleChoiceField(
        label="Vai trò từ hôm nay", choices=Role.choices, widget=forms.CheckboxSelectMultiple
    )
    password = _password(
        "Mật khẩu lần đầu", help_text=f"{PASSWORD_HINT} Người dùng phải đổi khi đăng nhập lần đầu."
    )
    field_order = ("username", "full_name", "title", "scope", "province", "commune", "agency", "roles")


class ReasonForm(VietForm):
    """Why."""

    reason = forms.CharField(label="Lý do", max_length=250)


class GrantForm(VietForm):
    """A role with its dates."""

    role = forms.ChoiceField(label="Vai trò")
    started_on = VietDateField(label="Từ ngày")
    ended_on = VietDateField(
        label="Đến trước ngày",
        required=False,
        help_text="Ngày đầu tiên không còn giữ vai trò; để trống nếu chưa định.",
    )
    basis = forms.CharField(label="Căn cứ", max_length=200, required=False, help_text="Số, ngày quyết định.")

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role, Role(role).label) for role in ROLES_OF_SCOPE[user.scope]]


class GrantEndForm(VietForm):
    """The day a role ends."""

    ended_on = VietDateField(label="Không còn giữ từ ngày")


class DelegateForm(VietForm):
    """A role handed to a colleague for a time."""

    role = forms.ChoiceField(label="Vai trò")
    user = forms.ModelChoiceField(User.objects.none(), label="Ủy quyền cho", empty_label="Chọn người")
    started_on = VietDateField(label="Từ ngày")
    ended_on = VietDateField(label="Đến trước ngày", help_text="Ngày đầu tiên hết ủy quyền.")
    basis = forms.CharField(
        label="Văn bản ủy quyền", max_length=200, help_text="Ví dụ: Giấy ủy quyền số 03/UQ-CAX."
    )

    def __init__(self, *args, actor: User, **kwargs):
        super().__init__(*args, **kwargs)
        held = sorted(actor.role_codes - {Role.ADMIN}, key=list(Role).index)
        self.fields["role"].choices = [(role, Role(role).label) for role in held]
        unit = {"scope": actor.scope, "province": actor.province_id, "commune": actor.commune_id}
        colleagues = User.objects.visible_to(actor).filter(is_active=True, **unit).exclude(pk=actor.pk)
        self.fields["user"].queryset = colleagues.order_by("sort_key")


class ProposeForm(VietForm):
    """What a chief asks of the administrator."""

    text = forms.CharField(
        label="Đề nghị", max_length=150, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Họ tên, chức vụ, vai trò, từ ngày nào. Không ghi mật khẩu, số CCCD.",
    )  # fmt: skip


class SavedViewForm(VietForm):
    """Name of a saved view; for oneself or for the unit."""

    name = forms.CharField(label="Tên bộ lọc", max_length=80, help_text="Ví dụ: Tổ trưởng chưa có điện thoại")
    is_shared = forms.BooleanField(label="Dùng chung trong đơn vị", required=False)


class SavedViewNewForm(SavedViewForm):
    """The same, of the list one looks at."""

    list_code = forms.CharField(max_length=60, widget=forms.HiddenInput)
    query = forms.CharField(max_length=4000, required=False, widget=forms.HiddenInput)
